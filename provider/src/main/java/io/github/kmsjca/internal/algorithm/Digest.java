package io.github.kmsjca.internal.algorithm;

import java.util.HexFormat;

/** Message digests, with their DigestInfo prefix (RFC 8017, section 9.2, note 1). */
public enum Digest {
  SHA_224("SHA-224", 28, "302d300d06096086480165030402040500041c"),
  SHA_256("SHA-256", 32, "3031300d060960864801650304020105000420"),
  SHA_384("SHA-384", 48, "3041300d060960864801650304020205000430"),
  SHA_512("SHA-512", 64, "3051300d060960864801650304020305000440"),
  SHA3_224("SHA3-224", 28, "302d300d06096086480165030402070500041c"),
  SHA3_256("SHA3-256", 32, "3031300d060960864801650304020805000420"),
  SHA3_384("SHA3-384", 48, "3041300d060960864801650304020905000430"),
  SHA3_512("SHA3-512", 64, "3051300d060960864801650304020a05000440");

  private final String jcaName;
  private final int length;
  private final String digestInfoPrefix;

  Digest(String jcaName, int length, String digestInfoPrefix) {
    this.jcaName = jcaName;
    this.length = length;
    this.digestInfoPrefix = digestInfoPrefix;
  }

  public String jcaName() {
    return jcaName;
  }

  /** Length of the digest, in bytes. */
  public int length() {
    return length;
  }

  /** The DER bytes that come before the digest in a DigestInfo. */
  public byte[] digestInfoPrefix() {
    return HexFormat.of().parseHex(digestInfoPrefix);
  }
}
