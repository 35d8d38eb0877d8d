package io.github.kmsjca.internal.algorithm;

/** The kinds of key, by what {@link java.security.Key#getAlgorithm()} says. */
public enum KeyFamily {
  RSA("RSA", "SunRsaSign"),
  EC("EC", "SunEC"),
  /** What the platform's own certificates report; "Ed25519" would not be found by JSSE. */
  EDDSA("EdDSA", "SunEC"),
  /** An elliptic curve to look at, but with a signature algorithm of its own. */
  SM2("EC", "SunEC"),
  /** On the platform since JDK 24. */
  ML_DSA("ML-DSA", "SUN"),
  /** On the platform since JDK 24. */
  ML_KEM("ML-KEM", "SunJCE"),
  /** Has no public key. */
  SYMMETRIC("AES", "SunJCE"),
  /** Neither has this; a key's algorithm says its size as well. */
  HMAC("HmacSHA", "SunJCE");

  private final String jcaName;
  private final String platformProvider;

  KeyFamily(String jcaName, String platformProvider) {
    this.jcaName = jcaName;
    this.platformProvider = platformProvider;
  }

  public String jcaName() {
    return jcaName;
  }

  /** The platform's provider of this family's public keys, where it has them. */
  public String platformProvider() {
    return platformProvider;
  }
}
