package io.github.kmsjca.internal.kms;

import static java.util.stream.Collectors.joining;

import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.spec.FailedKmsCall;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A KMS call failed, or was refused before it was made. The message says what happened, to which
 * key, in which operation, with which request id, where, after how many attempts, and what to do;
 * it never holds what was signed.
 */
public final class KmsCallException extends Exception implements FailedKmsCall {
  /** Between the two keys of one call. */
  static final String TO_KEY = " to key ";

  private static final long serialVersionUID = 1L;

  private final KmsFailure failure;
  private final String operation;
  private final String key;
  private final String detail;
  private final @Nullable String requestId;
  private final Circumstances circumstances;

  /**
   * A failure.
   *
   * @param operation of KMS
   * @param key empty if it is about none
   * @param detail more than the table knows; may be empty
   */
  public KmsCallException(
      KmsFailure failure, String operation, String key, String detail, @Nullable Throwable cause) {
    this(failure, operation, key, detail, requestId(cause), Circumstances.NONE, cause);
  }

  private KmsCallException(
      KmsFailure failure,
      String operation,
      String key,
      String detail,
      @Nullable String requestId,
      Circumstances circumstances,
      @Nullable Throwable cause) {
    super(Printable.of(message(failure, operation, key, detail, circumstances.text())), cause);
    this.failure = failure;
    this.operation = operation;
    this.key = key;
    this.detail = detail;
    this.requestId = requestId;
    this.circumstances = circumstances;
  }

  /** That this thread was interrupted as it waited; sets its flag again. */
  public static KmsCallException interrupted(
      String operation, String key, String detail, Throwable cause) {
    Thread.currentThread().interrupt();
    return new KmsCallException(KmsFailure.INTERRUPTED, operation, key, detail, cause);
  }

  /** That a provider instance was closed, before or during a call. */
  static KmsCallException closed(
      Lifecycle lifecycle, String operation, String key, @Nullable Throwable cause) {
    return new KmsCallException(KmsFailure.CLOSED, operation, key, lifecycle.providerName(), cause);
  }

  /** Fails if the provider instance was closed. */
  public static void requireOpen(Lifecycle lifecycle, String operation, String key)
      throws KmsCallException {
    if (lifecycle.isClosed()) {
      throw closed(lifecycle, operation, key, null);
    }
  }

  private static @Nullable String requestId(@Nullable Throwable cause) {
    return cause instanceof KmsCallException call ? call.requestId : null;
  }

  /**
   * The same failure, to be thrown to another caller whom it concerns too: an exception belongs to
   * one thread. The original is its cause.
   */
  public KmsCallException again() {
    return new KmsCallException(failure, operation, key, detail, requestId, circumstances, this);
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

  @Override
  public KmsFailure failure() {
    return failure;
  }

  @Override
  public String operation() {
    return operation;
  }

  @Override
  public Optional<String> keyId() {
    int end = key.indexOf(TO_KEY);
    return Optional.of(end < 0 ? key : key.substring(0, end)).filter(id -> !id.isEmpty());
  }

  @Override
  public Optional<String> keyArn() {
    return arn().map(KeyArn::toString);
  }

  private Optional<KeyArn> arn() {
    try {
      return keyId().map(KeyArn::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> region() {
    return circumstances.region().isEmpty()
        ? arn().map(KeyArn::region)
        : Optional.of(circumstances.region());
  }

  @Override
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  @Override
  public int attempts() {
    return circumstances.attempts();
  }

  @Override
  public Duration elapsed() {
    return circumstances.elapsed();
  }

  /**
   * True if it takes back what KMS permitted: KMS said no, or its answer is wrong. That nobody gets
   * to KMS, for whatever reason, does not, nor that there is too much of something.
   */
  public boolean endsPermission() {
    return !failure.isTransient() && failure != KmsFailure.UNTRUSTED && failure != KmsFailure.QUOTA;
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
    String found = detail + "; " + finding;
    return new KmsCallException(
        failure, operation, key, found, requestId, circumstances, getCause());
  }

  /** The same failure, with the request id of KMS's answer. */
  KmsCallException answered(@Nullable String id) {
    return new KmsCallException(failure, operation, key, detail, id, circumstances, getCause());
  }

  /** The same failure, with where and after how much it happened; what is told already stays. */
  KmsCallException under(Circumstances found) {
    return circumstances.text().isEmpty()
        ? new KmsCallException(failure, operation, key, detail, requestId, found, getCause())
        : this;
  }
}
