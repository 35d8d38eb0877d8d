package io.github.kmsjca.localkms.internal.seed;

/** A seed that can not be understood: the message tells where, and what is expected there. */
public final class SeedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  SeedException(String message) {
    super(message);
  }

  SeedException(String message, Exception cause) {
    super(message, cause);
  }
}
