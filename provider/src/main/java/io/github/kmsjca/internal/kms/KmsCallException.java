package io.github.kmsjca.internal.kms;

import org.jspecify.annotations.Nullable;

/**
 * A KMS call failed, or was refused before it was made. The message says what happened, to which
 * key, in which operation, with which request id, and what to do; it never holds what was signed.
 */
public final class KmsCallException extends Exception {
  private static final long serialVersionUID = 1L;

  private final KmsFailure failure;

  KmsCallException(
      KmsFailure failure, String operation, String key, String detail, @Nullable Throwable cause) {
    super(message(failure, operation, key, detail), cause);
    this.failure = failure;
  }

  private static String message(KmsFailure failure, String operation, String key, String detail) {
    return "KMS "
        + operation
        + (key.isEmpty() ? "" : " with key " + key)
        + " failed: "
        + failure.meaning()
        + (detail.isEmpty() ? "" : " (" + detail + ")")
        + ". "
        + failure.advice()
        + ".";
  }

  public KmsFailure failure() {
    return failure;
  }
}
