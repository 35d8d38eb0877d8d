package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.Answers.answeredKey;
import static io.github.kmsjca.internal.kms.Answers.required;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;

/** Decapsulate. */
final class EncapsulationCalls {
  private final GuardedCalls calls;

  EncapsulationCalls(GuardedCalls calls) {
    this.calls = calls;
  }

  byte[] decapsulate(KeyArn key, String algorithm, byte[] encapsulation, List<String> grantTokens)
      throws KmsCallException {
    String operation = "Decapsulate";
    KeyName name = KeyName.of(key);
    DecapsulateResponse response =
        calls.call(
            operation,
            name,
            kms ->
                kms.decapsulate(
                    r ->
                        r.keyId(name.keyId())
                            .encapsulationAlgorithm(algorithm)
                            .sharedSecretCiphertextBlob(SdkBytes.fromByteArrayUnsafe(encapsulation))
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
