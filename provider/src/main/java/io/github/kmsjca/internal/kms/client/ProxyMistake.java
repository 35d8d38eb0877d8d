package io.github.kmsjca.internal.kms.client;

import org.jspecify.annotations.Nullable;

/** A proxy is configured in a way that cannot be read. The message names where, and not what. */
public final class ProxyMistake extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ProxyMistake(String message) {
    super(message);
  }

  /** The one that an exception is or has as a cause. */
  public static @Nullable ProxyMistake in(Throwable e) {
    return Causes.first(ProxyMistake.class, e).orElse(null);
  }
}
