package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.Answers.answeredKey;
import static io.github.kmsjca.internal.kms.Answers.required;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;

/** DeriveSharedSecret. */
final class AgreementCalls {
  private final GuardedCalls calls;

  AgreementCalls(GuardedCalls calls) {
    this.calls = calls;
  }

  byte[] derive(KeyArn key, String algorithm, byte[] peer, List<String> grantTokens)
      throws KmsCallException {
    String operation = "DeriveSharedSecret";
    KeyName name = KeyName.of(key);
    DeriveSharedSecretResponse response =
        calls.call(
            operation,
            name,
            kms ->
                kms.deriveSharedSecret(
                    r ->
                        r.keyId(name.keyId())
                            .keyAgreementAlgorithm(algorithm)
                            .publicKey(SdkBytes.fromByteArrayUnsafe(peer))
                            .grantTokens(grantTokens)));
    byte[] kept =
        required(operation, name, "SharedSecret", response.sharedSecret()).asByteArrayUnsafe();
    try {
      answeredKey(operation, name, response.keyId(), response);
      return kept.clone();
    } finally {
      Arrays.fill(kept, (byte) 0);
    }
  }
}
