package io.github.kmsjca.internal.algorithm;

/** The digests that KMS has for OAEP. */
public enum OaepDigest {
  SHA_1("SHA-1", 20, EncryptionAlgorithm.RSAES_OAEP_SHA_1),
  SHA_256("SHA-256", 32, EncryptionAlgorithm.RSAES_OAEP_SHA_256);

  private final String jcaName;
  private final int length;
  private final EncryptionAlgorithm algorithm;

  OaepDigest(String jcaName, int length, EncryptionAlgorithm algorithm) {
    this.jcaName = jcaName;
    this.length = length;
    this.algorithm = algorithm;
  }

  public String jcaName() {
    return jcaName;
  }

  /** Length of the digest in bytes. */
  public int length() {
    return length;
  }

  /** What KMS calls OAEP with it. */
  public EncryptionAlgorithm algorithm() {
    return algorithm;
  }
}
