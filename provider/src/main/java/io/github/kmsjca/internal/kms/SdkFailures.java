package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.Causes;
import io.github.kmsjca.internal.kms.client.ForeignAnswer;
import io.github.kmsjca.internal.kms.client.Interruption;
import io.github.kmsjca.internal.kms.client.NoClientException;
import io.github.kmsjca.internal.kms.client.NoCredentialsException;
import io.github.kmsjca.internal.kms.client.NoRegion;
import io.github.kmsjca.internal.kms.client.ProxyMistake;
import io.github.kmsjca.internal.kms.client.TunnelRefusal;
import io.github.kmsjca.internal.kms.client.UntrustedCertificate;
import io.github.kmsjca.spec.KmsFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Maps what the AWS SDK throws to a row of {@link KmsFailure}. Who said no is what counts: KMS, by
 * an error code of its own, or something on the way to it.
 */
final class SdkFailures {
  /** A server's words, in a message of one line. */
  private static final int MOST_WORDS = 1000;

  private static final Pattern PENDING = Pattern.compile("pending (?:replica )?(import|deletion)");

  private SdkFailures() {}

  static KmsCallException of(RuntimeException e, String operation, String key) {
    if (isInterrupted(e)) {
      return new KmsCallException(KmsFailure.INTERRUPTED, operation, key, "", e);
    }
    NoCredentialsException none = NoCredentialsException.in(e);
    if (none != null) {
      String why = String.valueOf(none.getMessage());
      return new KmsCallException(KmsFailure.NO_CREDENTIALS, operation, key, why, e);
    }
    ProxyMistake mistake = ProxyMistake.in(e);
    if (mistake != null) {
      String why = String.valueOf(mistake.getMessage());
      return new KmsCallException(KmsFailure.CONFIGURATION, operation, key, why, e);
    }
    if (e instanceof NoClientException noClient) {
      String why = String.valueOf(e.getMessage());
      return new KmsCallException(
          KmsFailure.CONFIGURATION, operation, key, why, noClient.getCause());
    }
    if (e instanceof AwsServiceException service) {
      return ofService(service, operation, key);
    }
    KmsFailure failure = ofClient(e);
    return new KmsCallException(failure, operation, key, detail(failure, e), e);
  }

  /**
   * True if it failed because somebody interrupted the thread, whose flag is then set: whatever the
   * failure looks like, unless KMS has answered. The SDK's limits of time interrupt too, but it
   * clears the flag after them.
   */
  private static boolean isInterrupted(RuntimeException e) {
    Thread thread = Thread.currentThread();
    if (Interruption.take() || e instanceof AbortedException) {
      thread.interrupt();
    }
    return thread.isInterrupted() && !(e instanceof AwsServiceException);
  }

  private static KmsCallException ofService(AwsServiceException e, String operation, String key) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = ForeignAnswer.errorCode(e);
    KmsFailure failure = ofState(ofAnswer(code, e), details);
    StringBuilder detail = new StringBuilder(code.isEmpty() ? "HTTP " + e.statusCode() : code);
    detail.append(", request id ").append(e.requestId() == null ? "unknown" : e.requestId());
    detail.append(TunnelRefusal.detail(e));
    if (isToBeQuoted(failure) && details != null && details.errorMessage() != null) {
      String words = details.errorMessage();
      detail.append(": ").append(words, 0, Math.min(words.length(), MOST_WORDS));
    }
    return new KmsCallException(failure, operation, key, detail.toString(), e)
        .answered(e.requestId());
  }

  /** Of a state only KMS's words tell which it is, and whether it passes by itself. */
  private static KmsFailure ofState(KmsFailure failure, @Nullable AwsErrorDetails details) {
    if (failure != KmsFailure.INVALID_STATE || details == null) {
      return failure;
    }
    Matcher pending = PENDING.matcher(String.valueOf(details.errorMessage()));
    if (!pending.find()) {
      return failure;
    }
    return pending.group(1).equals("import")
        ? KmsFailure.PENDING_IMPORT
        : KmsFailure.PENDING_DELETION;
  }

  /**
   * Of the service's own words only these: they name the principal and the missing permission, or
   * the key and its state.
   */
  private static boolean isToBeQuoted(KmsFailure failure) {
    return switch (failure) {
      case ACCESS_DENIED, INVALID_STATE, PENDING_DELETION, PENDING_IMPORT -> true;
      default -> false;
    };
  }

  /** A no counts only by an error code that KMS has, or by one of which KMS keeps a record. */
  private static KmsFailure ofAnswer(String code, AwsServiceException e) {
    boolean isOfAws = ForeignAnswer.hasRequestId(e);
    boolean isTrouble = e.statusCode() >= 500;
    if (code.isEmpty()) {
      return isTrouble && isOfAws ? KmsFailure.UNAVAILABLE : KmsFailure.NOT_KMS;
    }
    KmsFailure failure = ErrorCodes.failure(code);
    if (failure != null) {
      return failure;
    }
    KmsFailure other = isOfAws ? KmsFailure.REFUSED : KmsFailure.NOT_KMS;
    return isTrouble ? KmsFailure.UNAVAILABLE : other;
  }

  private static KmsFailure ofClient(RuntimeException e) {
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return KmsFailure.TIMED_OUT;
    }
    if (ForeignAnswer.is(e)) {
      return KmsFailure.NOT_KMS;
    }
    if (UntrustedCertificate.in(e) != null) {
      return KmsFailure.UNTRUSTED;
    }
    KmsFailure ofWay = ofWay(e);
    if (ofWay != null) {
      return ofWay;
    }
    return e instanceof SdkException ? ofSdkText(e) : KmsFailure.UNEXPECTED;
  }

  private static @Nullable KmsFailure ofWay(RuntimeException e) {
    for (Throwable cause : Causes.of(e)) {
      // Of the HTTP client whose wait for a connection the SDK's timer ended.
      if (cause instanceof SocketTimeoutException || cause instanceof CancellationException) {
        return KmsFailure.TIMED_OUT;
      }
      if (cause instanceof IOException) {
        return KmsFailure.UNREACHABLE;
      }
    }
    return null;
  }

  /** There is nothing else to tell these by. */
  private static KmsFailure ofSdkText(RuntimeException e) {
    if (NoRegion.is(e)) {
      return KmsFailure.NO_REGION;
    }
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Invalid Configuration")) { // of the SDK's rules for endpoints
      return KmsFailure.CONFIGURATION;
    }
    // Of an application's own client.
    return message.contains("credentials") ? KmsFailure.NO_CREDENTIALS : KmsFailure.UNEXPECTED;
  }

  private static String detail(KmsFailure failure, RuntimeException e) {
    return switch (failure) {
      // What the SDK says of its own settings is not in any answer, and names what to change.
      case CONFIGURATION -> String.valueOf(e.getMessage());
      case UNTRUSTED -> Causes.clause(UntrustedCertificate.in(e));
      case NOT_KMS -> TunnelRefusal.detail(e);
      case UNEXPECTED -> Causes.last(e).getClass().getSimpleName();
      default -> Causes.last(e) instanceof SdkException ? "" : Causes.clause(Causes.last(e));
    };
  }
}
