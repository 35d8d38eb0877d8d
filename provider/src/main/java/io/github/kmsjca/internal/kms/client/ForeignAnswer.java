package io.github.kmsjca.internal.kms.client;

import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * An answer that is not KMS's, as the SDK tells of it: an error without an error code, or a success
 * that cannot be read.
 */
public final class ForeignAnswer {
  private static final int TOO_MANY_REQUESTS = 429;

  private ForeignAnswer() {}

  /** True of what the SDK throws for one. */
  public static boolean is(Throwable e) {
    return e instanceof AwsServiceException service
        ? errorCode(service).isEmpty()
        : e instanceof SdkClientException
            && (String.valueOf(e.getMessage()).contains("unmarshall")
                || TunnelRefusal.status(e) > 0);
  }

  /** True of those that the SDK would not repeat, unlike a gateway's 503. */
  static boolean isFinal(Throwable e) {
    return is(e)
        && TunnelRefusal.status(e) < 500
        && !(e instanceof AwsServiceException service
            && (service.statusCode() >= 500 || service.statusCode() == TOO_MANY_REQUESTS));
  }

  /** Empty if there is none. */
  public static String errorCode(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    if (details != null && details.errorCode() != null) {
      return details.errorCode();
    }
    // An application's client that makes its exceptions up may say it by their class alone.
    boolean isModeled = e instanceof KmsException && e.getClass() != KmsException.class;
    return isModeled ? e.getClass().getSimpleName() : "";
  }

  /** True if the answer had the id by which AWS finds the call. */
  public static boolean hasRequestId(AwsServiceException e) {
    return !Objects.requireNonNullElse(e.requestId(), "").isEmpty()
        && !"unknown".equalsIgnoreCase(e.requestId());
  }
}
