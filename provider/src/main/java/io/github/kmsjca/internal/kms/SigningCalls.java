package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.ResponseChecks.answeredKey;
import static io.github.kmsjca.internal.kms.ResponseChecks.required;

import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** Sign, Verify and GenerateMac. */
final class SigningCalls {
  private final GuardedCalls calls;

  SigningCalls(GuardedCalls calls) {
    this.calls = calls;
  }

  byte[] sign(
      KeyArn key, String algorithm, MessageType type, byte[] message, List<String> grantTokens)
      throws KmsCallException {
    String operation = "Sign";
    KeyName name = KeyName.of(key);
    SignResponse response =
        calls.call(
            operation,
            name,
            kms ->
                kms.sign(
                    r ->
                        r.keyId(name.keyId())
                            .signingAlgorithm(algorithm)
                            .messageType(type.name())
                            .message(SdkBytes.fromByteArrayUnsafe(message))
                            .grantTokens(grantTokens)));
    answeredKey(operation, name, response.keyId(), response);
    return required(operation, name, "Signature", response.signature()).asByteArray();
  }

  byte[] mac(KeyArn key, String algorithm, byte[] message, List<String> grantTokens)
      throws KmsCallException {
    String operation = "GenerateMac";
    KeyName name = KeyName.of(key);
    GenerateMacResponse response =
        calls.call(
            operation,
            name,
            kms ->
                kms.generateMac(
                    r ->
                        r.keyId(name.keyId())
                            .macAlgorithm(algorithm)
                            .message(SdkBytes.fromByteArrayUnsafe(message))
                            .grantTokens(grantTokens)));
    answeredKey(operation, name, response.keyId(), response);
    return required(operation, name, "Mac", response.mac()).asByteArray();
  }

  boolean verify(
      KeyArn key,
      String algorithm,
      MessageType type,
      byte[] message,
      byte[] signature,
      List<String> grantTokens)
      throws KmsCallException {
    String operation = "Verify";
    KeyName name = KeyName.of(key);
    try {
      VerifyResponse response =
          calls.call(
              operation,
              name,
              kms ->
                  kms.verify(
                      r ->
                          r.keyId(name.keyId())
                              .signingAlgorithm(algorithm)
                              .messageType(type.name())
                              .message(SdkBytes.fromByteArrayUnsafe(message))
                              .signature(SdkBytes.fromByteArrayUnsafe(signature))
                              .grantTokens(grantTokens)));
      answeredKey(operation, name, response.keyId(), response);
      return Boolean.TRUE.equals(response.signatureValid());
    } catch (KmsCallException e) {
      if (e.failure() == KmsFailure.INVALID_SIGNATURE) {
        return false;
      }
      throw e;
    }
  }
}
