package io.github.kmsjca.internal.kms;

/**
 * What GenerateDataKeyPair answers. The arrays are the caller's own from now on; the private key is
 * to be wiped.
 *
 * @param privateKey PKCS #8
 * @param publicKey a DER SubjectPublicKeyInfo
 * @param ciphertext the private key, wrapped by the KMS key
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record GeneratedDataKeyPair(byte[] privateKey, byte[] publicKey, byte[] ciphertext) {
  @Override
  public String toString() {
    return "a data key pair";
  }
}
