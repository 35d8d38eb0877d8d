package io.github.kmsjca.internal.kms.client;

import org.jspecify.annotations.Nullable;

/**
 * No credentials could be had. Of its own, so that what an endpoint of tokens answered is not taken
 * for an answer of KMS.
 */
public final class NoCredentialsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Throwable reason;

  /**
   * A failure of the SDK.
   *
   * @param message what is worth telling of it; may be empty
   */
  NoCredentialsException(String message, Throwable cause) {
    super(message, cause);
    this.reason = cause;
  }

  /** What the SDK threw. */
  Throwable reason() {
    return reason;
  }

  /** The one that an exception is or has as a cause. */
  public static @Nullable NoCredentialsException in(Throwable e) {
    return Causes.first(NoCredentialsException.class, e).orElse(null);
  }
}
