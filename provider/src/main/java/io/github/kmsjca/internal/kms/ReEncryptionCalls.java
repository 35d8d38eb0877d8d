package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.ResponseChecks.answeredKey;
import static io.github.kmsjca.internal.kms.ResponseChecks.required;

import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/** ReEncrypt: the one call with two keys, both of which have to be in scope and in the answer. */
final class ReEncryptionCalls {
  private final GuardedCalls calls;

  ReEncryptionCalls(GuardedCalls calls) {
    this.calls = calls;
  }

  byte[] reEncrypt(
      ReEncryptionSide source,
      byte[] ciphertext,
      ReEncryptionSide destination,
      List<String> grantTokens)
      throws KmsCallException {
    String operation = "ReEncrypt";
    KeyName from = KeyName.of(source.key());
    KeyName to = KeyName.of(destination.key());
    ReEncryptResponse response;
    try {
      response =
          calls.call(
              operation,
              from,
              to,
              kms ->
                  kms.reEncrypt(
                      r ->
                          r.ciphertextBlob(SdkBytes.fromByteArrayUnsafe(ciphertext))
                              .sourceKeyId(from.keyId())
                              .sourceEncryptionAlgorithm(source.algorithm())
                              .sourceEncryptionContext(source.context())
                              .destinationKeyId(to.keyId())
                              .destinationEncryptionAlgorithm(destination.algorithm())
                              .destinationEncryptionContext(destination.context())
                              .grantTokens(grantTokens)));
    } catch (KmsCallException e) {
      throw located(e, from, to);
    }
    answeredKey(operation, from, response.sourceKeyId(), response);
    answeredKey(operation, to, response.keyId(), response);
    return required(operation, to, "CiphertextBlob", response.ciphertextBlob()).asByteArray();
  }

  /** Of the service's own words only this: which of the two keys they name. */
  private static KmsCallException located(KmsCallException e, KeyName from, KeyName to) {
    // A refusal of access is told in full already; and one key needs no telling.
    if (e.failure() == KmsFailure.ACCESS_DENIED
        || from.equals(to)
        || !(e.getCause() instanceof AwsServiceException service)) {
      return e;
    }
    AwsErrorDetails details = service.awsErrorDetails();
    String words = details == null ? "" : String.valueOf(details.errorMessage());
    boolean ofSource = words.contains(from.keyId());
    return ofSource == words.contains(to.keyId())
        ? e
        : e.with("KMS says it of the " + (ofSource ? "source" : "destination"));
  }
}
