package io.github.kmsjca.internal.kms;

import io.github.kmsjca.spec.KmsFailure;
import org.jspecify.annotations.Nullable;

/** Which error code of KMS is which failure. */
final class ErrorCodes {
  private ErrorCodes() {}

  /** Null if no row of the table is about this code. */
  static @Nullable KmsFailure failure(String code) {
    return switch (code) {
      case "NotFoundException", "InvalidArnException" -> KmsFailure.NOT_FOUND;
      case "DisabledException" -> KmsFailure.DISABLED;
      case "KMSInvalidStateException", "CustomKeyStoreInvalidStateException", "ConflictException" ->
          KmsFailure.INVALID_STATE;
      case "InvalidKeyUsageException", "UnsupportedOperationException" -> KmsFailure.WRONG_USAGE;
      case "AccessDeniedException", "NotAuthorized", "NotAuthorizedException" ->
          KmsFailure.ACCESS_DENIED;
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "ExpiredTokenException",
          "ExpiredToken",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "InvalidClientTokenId",
          "RequestExpired",
          "OptInRequired" ->
          KmsFailure.CREDENTIALS;
      case "ThrottlingException",
          "Throttling",
          "ThrottledException",
          "TooManyRequestsException",
          "RequestThrottled",
          "RequestThrottledException",
          "RequestLimitExceeded" ->
          KmsFailure.THROTTLED;
      case "LimitExceededException" -> KmsFailure.QUOTA;
      case "AlreadyExistsException" -> KmsFailure.ALREADY_EXISTS;
      case "IncorrectKeyMaterialException" -> KmsFailure.WRONG_MATERIAL;
      case "KMSInternalException",
          "KeyUnavailableException",
          "DependencyTimeoutException",
          "ServiceUnavailable",
          "InternalFailure",
          "ServiceUnavailableException",
          "InternalServerError",
          "RequestAbortedException" ->
          KmsFailure.UNAVAILABLE;
      case "RequestTimeoutException", "RequestTimeout" -> KmsFailure.TIMED_OUT;
      case "KMSInvalidSignatureException", "KMSInvalidMacException" -> KmsFailure.INVALID_SIGNATURE;
      case "InvalidCiphertextException", "IncorrectKeyException" -> KmsFailure.INVALID_CIPHERTEXT;
      case "DryRunOperationException" -> KmsFailure.DRY_RUN;
      default -> null;
    };
  }
}
