package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.ResponseChecks.answeredKey;
import static io.github.kmsjca.internal.kms.ResponseChecks.required;

import io.github.kmsjca.internal.kms.client.SdkRequirement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/**
 * DeriveSharedSecret and Decapsulate. The secret that the SDK's answer holds is wiped once it is
 * copied.
 */
final class SharedSecretCalls {
  private final GuardedCalls calls;

  SharedSecretCalls(GuardedCalls calls) {
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
    return secret(operation, name, response.sharedSecret(), response.keyId(), response);
  }

  byte[] decapsulate(KeyArn key, String algorithm, byte[] encapsulation, List<String> grantTokens)
      throws KmsCallException {
    return MlKem.decapsulate(calls, key, algorithm, encapsulation, grantTokens);
  }

  private static byte[] secret(
      String operation,
      KeyName name,
      @Nullable SdkBytes secret,
      @Nullable String keyId,
      KmsResponse response)
      throws KmsCallException {
    byte[] kept = required(operation, name, "SharedSecret", secret).asByteArrayUnsafe();
    try {
      answeredKey(operation, name, keyId, response);
      return kept.clone();
    } finally {
      Arrays.fill(kept, (byte) 0);
    }
  }

  /** Apart, since an SDK before {@link SdkRequirement#ML_KEM} lacks the classes. */
  private static final class MlKem {
    static byte[] decapsulate(
        GuardedCalls calls,
        KeyArn key,
        String algorithm,
        byte[] encapsulation,
        List<String> grantTokens)
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
                              .sharedSecretCiphertextBlob(
                                  SdkBytes.fromByteArrayUnsafe(encapsulation))
                              .grantTokens(grantTokens)));
      return secret(operation, name, response.sharedSecret(), response.keyId(), response);
    }
  }
}
