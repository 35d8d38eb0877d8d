package io.github.kmsjca.internal.kms;

/**
 * What GenerateDataKey answers. The arrays are the caller's own from now on, to be wiped.
 *
 * @param plaintext the data key
 * @param ciphertext the same, wrapped by the KMS key
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record GeneratedDataKey(byte[] plaintext, byte[] ciphertext) {
  @Override
  public String toString() {
    return "a data key of " + plaintext.length + " bytes";
  }
}
