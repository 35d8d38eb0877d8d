package io.github.kmsjca.internal.algorithm;

/** The digests that KMS has for OAEP. */
public enum OaepDigest {
  SHA_1("SHA-1", 20, "RSAES_OAEP_SHA_1"),
  SHA_256("SHA-256", 32, "RSAES_OAEP_SHA_256");

  private final String jcaName;
  private final int length;
  private final String wireName;

  OaepDigest(String jcaName, int length, String wireName) {
    this.jcaName = jcaName;
    this.length = length;
    this.wireName = wireName;
  }

  public String jcaName() {
    return jcaName;
  }

  /** Length of the digest in bytes. */
  public int length() {
    return length;
  }

  /** The EncryptionAlgorithm that KMS knows this by. */
  public String wireName() {
    return wireName;
  }
}
