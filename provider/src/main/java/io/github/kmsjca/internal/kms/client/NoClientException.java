package io.github.kmsjca.internal.kms.client;

import org.jspecify.annotations.Nullable;

/** There can be no client, ours or the application's, and the message says why. */
public final class NoClientException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  NoClientException(String message, @Nullable RuntimeException cause) {
    super(message, cause);
  }
}
