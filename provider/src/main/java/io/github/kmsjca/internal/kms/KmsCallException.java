package io.github.kmsjca.internal.kms;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A KMS call failed, or was refused before it was made. The message says what happened, to which
 * key, in which operation, with which request id, where, after how many attempts, and what to do;
 * it never holds what was signed.
 */
public final class KmsCallException extends Exception {
  private static final long serialVersionUID = 1L;

  private final KmsFailure failure;
  private final String operation;
  private final String key;
  private final String detail;
  private final String circumstances;

  /**
   * A failure.
   *
   * @param operation of KMS
   * @param key empty if it is about none
   * @param detail more than the table knows; may be empty
   */
  public KmsCallException(
      KmsFailure failure, String operation, String key, String detail, @Nullable Throwable cause) {
    this(failure, operation, key, detail, "", cause);
  }

  private KmsCallException(
      KmsFailure failure,
      String operation,
      String key,
      String detail,
      String circumstances,
      @Nullable Throwable cause) {
    super(Printable.of(message(failure, operation, key, detail, circumstances)), cause);
    this.failure = failure;
    this.operation = operation;
    this.key = key;
    this.detail = detail;
    this.circumstances = circumstances;
  }

  /**
   * The same failure, to be thrown to another caller whom it concerns too: an exception belongs to
   * one thread. The original is its cause.
   */
  public KmsCallException again() {
    return new KmsCallException(failure, operation, key, detail, circumstances, this);
  }

  private static String message(
      KmsFailure failure, String operation, String key, String detail, String circumstances) {
    String told = Stream.of(detail, circumstances).filter(s -> !s.isEmpty()).collect(joining("; "));
    return "KMS "
        + operation
        + (key.isEmpty() ? "" : " with key " + key)
        + " failed: "
        + failure.meaning()
        + (told.isEmpty() ? "" : " (" + told + ")")
        + ". "
        + failure.advice()
        + ".";
  }

  public KmsFailure failure() {
    return failure;
  }

  /**
   * True of a failed GetPublicKey that leaves open whether the key is a symmetric one: DescribeKey
   * tells. A policy for a symmetric key need not permit GetPublicKey, and KMS does not say in which
   * order it looks at a key's state and at its kind.
   */
  public boolean mayBeOfSymmetricKey() {
    // KMS's own refusal of this very call; we refuse as well, a spec that it answered for one.
    return switch (failure) {
      case ACCESS_DENIED,
          WRONG_USAGE,
          REFUSED,
          DISABLED,
          INVALID_STATE,
          PENDING_DELETION,
          PENDING_IMPORT ->
          getCause() instanceof AwsServiceException;
      case INCOMPLETE_ANSWER -> true; // some servers answer it without a public key
      default -> false;
    };
  }

  /** The same failure, with what else was found out about it. */
  public KmsCallException with(String finding) {
    return new KmsCallException(
        failure, operation, key, detail + "; " + finding, circumstances, getCause());
  }

  /** The same failure, with where and after how much it happened; what is told already stays. */
  KmsCallException under(String found) {
    return found.isEmpty() || !circumstances.isEmpty()
        ? this
        : new KmsCallException(failure, operation, key, detail, found, getCause());
  }
}
