package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.NoCredentialsException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Maps what the AWS SDK throws to a row of {@link KmsFailure}. */
final class SdkFailures {
  private SdkFailures() {}

  static KmsCallException of(RuntimeException e, String operation, String key) {
    NoCredentialsException none = NoCredentialsException.in(e);
    if (none != null) {
      String why = String.valueOf(none.getMessage());
      return new KmsCallException(KmsFailure.NO_CREDENTIALS, operation, key, why, e);
    }
    if (e instanceof SdkException sdk) {
      return ofSdk(sdk, operation, key);
    }
    // A client that cannot be made, by us or by the application's supplier.
    return new KmsCallException(
        KmsFailure.CONFIGURATION, operation, key, String.valueOf(e.getMessage()), e);
  }

  private static KmsCallException ofSdk(SdkException e, String operation, String key) {
    if (e instanceof AwsServiceException service) {
      return ofService(service, operation, key);
    }
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
    }
    KmsFailure failure = ofClient(e);
    // What the SDK says of its own settings is not in any answer of KMS, and names what to change.
    String detail =
        failure == KmsFailure.CONFIGURATION ? String.valueOf(e.getMessage()) : attempts(e);
    return new KmsCallException(failure, operation, key, detail, e);
  }

  private static KmsCallException ofService(AwsServiceException e, String operation, String key) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    KmsFailure failure = KmsFailure.ofErrorCode(code, e.statusCode());
    StringBuilder detail = new StringBuilder(code.isEmpty() ? "HTTP " + e.statusCode() : code);
    detail.append(", request id ").append(Objects.requireNonNullElse(e.requestId(), "unknown"));
    if (!attempts(e).isEmpty()) {
      detail.append(", ").append(attempts(e));
    }
    // Of the service's own words only these: they name the principal and the missing permission.
    if (failure == KmsFailure.ACCESS_DENIED && details != null && details.errorMessage() != null) {
      detail.append(": ").append(details.errorMessage());
    }
    return new KmsCallException(failure, operation, key, detail.toString(), e);
  }

  private static KmsFailure ofClient(SdkException e) {
    if (e instanceof AbortedException) {
      return KmsFailure.INTERRUPTED;
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return KmsFailure.TIMED_OUT;
    }
    if (String.valueOf(e.getMessage()).contains("unmarshall")) {
      return KmsFailure.INCOMPLETE_ANSWER;
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof java.net.SocketTimeoutException) {
        return KmsFailure.TIMED_OUT;
      }
      if (cause instanceof IOException) {
        return KmsFailure.UNREACHABLE;
      }
    }
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Unable to load region")) {
      return KmsFailure.NO_REGION;
    }
    // Of an application's own client.
    return message.contains("credentials") ? KmsFailure.NO_CREDENTIALS : KmsFailure.CONFIGURATION;
  }

  private static String attempts(SdkException e) {
    return Attempts.ARE_TOLD ? Attempts.of(e) : "";
  }

  /** Apart, since the SDK does not tell them until 2.30. */
  private static final class Attempts {
    static final boolean ARE_TOLD =
        Arrays.stream(SdkException.class.getMethods())
            .anyMatch(method -> method.getName().equals("numAttempts"));

    static String of(SdkException e) {
      Integer attempts = e.numAttempts();
      return attempts == null || attempts == 1 ? "" : attempts + " attempts";
    }
  }
}
