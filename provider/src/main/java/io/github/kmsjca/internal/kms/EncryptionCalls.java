package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.ResponseChecks.answeredKey;
import static io.github.kmsjca.internal.kms.ResponseChecks.failure;
import static io.github.kmsjca.internal.kms.ResponseChecks.requestId;
import static io.github.kmsjca.internal.kms.ResponseChecks.required;

import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/**
 * GenerateDataKey, GenerateDataKeyPair, Encrypt and Decrypt. The plaintext that the SDK's answer
 * holds is wiped once it is copied; what the SDK and its HTTP client made before that is out of
 * reach.
 */
final class EncryptionCalls {
  private final GuardedCalls calls;

  EncryptionCalls(GuardedCalls calls) {
    this.calls = calls;
  }

  GeneratedDataKey generateDataKey(KeyArn key, int length, EncryptionTerms terms)
      throws KmsCallException {
    String operation = "GenerateDataKey";
    KeyName name = KeyName.of(key);
    GenerateDataKeyResponse response =
        calls.call(
            operation,
            name,
            kms ->
                kms.generateDataKey(
                    r ->
                        r.keyId(name.keyId())
                            .numberOfBytes(length)
                            .encryptionContext(terms.context())
                            .grantTokens(terms.grantTokens())));
    byte[] plaintext =
        required(operation, name, "Plaintext", response.plaintext()).asByteArrayUnsafe();
    try {
      answeredKey(operation, name, response.keyId(), response);
      requireKey(operation, name, plaintext, length, response);
      byte[] wrapped =
          required(operation, name, "CiphertextBlob", response.ciphertextBlob()).asByteArray();
      return new GeneratedDataKey(plaintext.clone(), wrapped);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /** KMS has never made a key of zeros: somebody else did, and knows it. */
  private static void requireKey(
      String operation, KeyName name, byte[] plaintext, int length, KmsResponse response)
      throws KmsCallException {
    if (plaintext.length != length) {
      throw failure(
          KmsFailure.INCOMPLETE_ANSWER,
          operation,
          name,
          "a data key of " + plaintext.length + " bytes, not " + length + requestId(response));
    }
    if (Arrays.equals(plaintext, new byte[length])) {
      throw failure(
          KmsFailure.INCOMPLETE_ANSWER,
          operation,
          name,
          "a data key of zeros only" + requestId(response));
    }
  }

  GeneratedDataKeyPair generateDataKeyPair(KeyArn key, String pairSpec, EncryptionTerms terms)
      throws KmsCallException {
    String operation = "GenerateDataKeyPair";
    KeyName name = KeyName.of(key);
    GenerateDataKeyPairResponse response =
        calls.call(
            operation,
            name,
            kms ->
                kms.generateDataKeyPair(
                    r ->
                        r.keyId(name.keyId())
                            .keyPairSpec(pairSpec)
                            .encryptionContext(terms.context())
                            .grantTokens(terms.grantTokens())));
    byte[] privateKey =
        required(operation, name, "PrivateKeyPlaintext", response.privateKeyPlaintext())
            .asByteArrayUnsafe();
    try {
      answeredKey(operation, name, response.keyId(), response);
      if (!pairSpec.equals(response.keyPairSpecAsString())) {
        throw failure(
            KmsFailure.INCOMPLETE_ANSWER,
            operation,
            name,
            "a pair of " + response.keyPairSpecAsString() + requestId(response));
      }
      byte[] publicKey = required(operation, name, "PublicKey", response.publicKey()).asByteArray();
      byte[] wrapped =
          required(operation, name, "PrivateKeyCiphertextBlob", response.privateKeyCiphertextBlob())
              .asByteArray();
      return new GeneratedDataKeyPair(privateKey.clone(), publicKey, wrapped);
    } finally {
      Arrays.fill(privateKey, (byte) 0);
    }
  }

  byte[] encrypt(KeyArn key, String algorithm, byte[] plaintext, EncryptionTerms terms)
      throws KmsCallException {
    String operation = "Encrypt";
    KeyName name = KeyName.of(key);
    EncryptResponse response =
        calls.call(
            operation,
            name,
            kms ->
                kms.encrypt(
                    r ->
                        r.keyId(name.keyId())
                            .encryptionAlgorithm(algorithm)
                            .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext))
                            .encryptionContext(terms.context())
                            .grantTokens(terms.grantTokens())));
    answeredKey(operation, name, response.keyId(), response);
    return required(operation, name, "CiphertextBlob", response.ciphertextBlob()).asByteArray();
  }

  byte[] decrypt(KeyArn key, String algorithm, byte[] ciphertext, EncryptionTerms terms)
      throws KmsCallException {
    String operation = "Decrypt";
    KeyName name = KeyName.of(key);
    DecryptResponse response =
        calls.call(
            operation,
            name,
            kms ->
                kms.decrypt(
                    r ->
                        r.keyId(name.keyId())
                            .encryptionAlgorithm(algorithm)
                            .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(ciphertext))
                            .encryptionContext(terms.context())
                            .grantTokens(terms.grantTokens())));
    byte[] plaintext =
        required(operation, name, "Plaintext", response.plaintext()).asByteArrayUnsafe();
    try {
      answeredKey(operation, name, response.keyId(), response);
      return plaintext.clone();
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }
}
