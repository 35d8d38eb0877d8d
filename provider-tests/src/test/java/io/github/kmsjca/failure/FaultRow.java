package io.github.kmsjca.failure;

import io.github.kmsjca.localkms.Fault;
import java.time.Duration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.KeyUnavailableException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

/** What can go wrong between us and KMS, whatever the operation, and how it is to be told. */
enum FaultRow {
  ACCESS_DENIED(
      Fault.accessDenied(),
      KmsException.class,
      true,
      "access was denied",
      "no identity-based policy allows the action",
      "Grant the kms: action"),
  THROTTLED(
      Fault.throttle(),
      KmsException.class,
      true,
      "throttled the call until its retries ended",
      "2 attempts",
      "maxAttempts="),
  INTERNAL_ERROR(
      Fault.internalError(),
      KmsInternalException.class,
      true,
      "KMS was unavailable",
      "2 attempts",
      "Try again"),
  KEY_UNAVAILABLE(
      Fault.keyUnavailable(),
      KeyUnavailableException.class,
      true,
      "KMS was unavailable",
      "KeyUnavailableException",
      "Try again"),
  UNKNOWN_SERVER_ERROR(
      Fault.error(503, "SlowDownPlease", FaultRow.NOT_TO_BE_QUOTED),
      KmsException.class,
      true,
      "KMS was unavailable",
      "SlowDownPlease",
      "Try again"),
  UNKNOWN_REFUSAL(
      Fault.error(400, "ValidationException", FaultRow.NOT_TO_BE_QUOTED),
      KmsException.class,
      true,
      "KMS refused the call",
      "ValidationException",
      "See the cause"),
  CLOCK_SKEW(
      Fault.error(400, "ExpiredTokenException", "The security token has expired"),
      KmsException.class,
      true,
      "credentials were not accepted",
      "session token",
      "clock"),
  CONNECTION_DROPPED(
      Fault.dropConnection(),
      SdkClientException.class,
      false,
      "KMS could not be reached",
      "2 attempts",
      "Check the network"),
  ATTEMPT_TIMED_OUT(
      Fault.delay(Duration.ofSeconds(20)),
      SdkClientException.class, // of the attempt or of its socket: their limits are the same
      false,
      "there was no answer in time",
      "attemptTimeout=",
      "Try again"),
  CALL_TIMED_OUT(
      Fault.delay(Duration.ofSeconds(20)),
      ApiCallTimeoutException.class,
      false,
      "there was no answer in time",
      "callTimeout=",
      "Try again");

  /** The service may repeat in its words what it was sent. */
  static final String NOT_TO_BE_QUOTED = "words of the service";

  @SuppressWarnings("ImmutableEnumChecker") // says that it is immutable
  final Fault fault;

  final Class<? extends Throwable> sdkException;
  final boolean isAnswered;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  final String[] texts;

  FaultRow(
      Fault fault, Class<? extends Throwable> sdkException, boolean isAnswered, String... texts) {
    this.fault = fault;
    this.sdkException = sdkException;
    this.isAnswered = isAnswered;
    this.texts = texts;
  }

  /** Limits that bring the time-outs about quickly, and disturb no other row on a busy machine. */
  String[] settings() {
    return switch (this) {
      case ATTEMPT_TIMED_OUT -> new String[] {"attemptTimeout", "1s", "maxAttempts", "1"};
      case CALL_TIMED_OUT -> new String[] {"callTimeout", "1s"};
      default -> new String[] {};
    };
  }
}
