package io.github.kmsjca.internal.kms;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.KmsResponseMetadata;

/** Checks that an answer of KMS is whole, and about the key that was asked for. */
final class ResponseChecks {
  private ResponseChecks() {}

  /**
   * What stands in the answer must be what was asked for: an ARN exactly, a name as far as it
   * tells.
   */
  static KeyArn answeredKey(
      String operation, KeyName asked, @Nullable String keyId, KmsResponse response)
      throws KmsCallException {
    Optional<KeyArn> askedArn = asked.keyArn();
    if (askedArn.isPresent() && asked.keyId().equals(keyId)) {
      return askedArn.get();
    }
    KeyArn answered;
    try {
      answered = KeyArn.parse(String.valueOf(keyId));
    } catch (IllegalArgumentException e) {
      throw new KmsCallException(
          KmsFailure.WRONG_KEY, operation, asked.keyId(), e.getMessage() + requestId(response), e);
    }
    boolean same =
        asked.isAlias()
            ? asked.region().map(answered.region()::equals).orElse(true)
                && asked.account().map(answered.account()::equals).orElse(true)
            : asked.keyId().equals(answered.keyId());
    if (!same) {
      throw failure(
          KmsFailure.WRONG_KEY,
          operation,
          asked,
          "it answered for " + answered + requestId(response));
    }
    return answered;
  }

  static String requestId(KmsResponse response) {
    return ", request id " + bareRequestId(response);
  }

  /** An answer that an application's own client made up has none. */
  static String bareRequestId(KmsResponse response) {
    KmsResponseMetadata metadata = response.responseMetadata();
    return metadata == null ? "unknown" : metadata.requestId();
  }

  static <T> T required(String operation, KeyName name, String member, @Nullable T value)
      throws KmsCallException {
    if (value == null) {
      throw failure(KmsFailure.INCOMPLETE_ANSWER, operation, name, "it has no " + member);
    }
    return value;
  }

  static KmsCallException failure(
      KmsFailure failure, String operation, KeyName name, String detail) {
    return new KmsCallException(failure, operation, name.keyId(), detail, null);
  }
}
