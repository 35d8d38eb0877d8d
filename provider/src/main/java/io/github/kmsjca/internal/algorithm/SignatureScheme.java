package io.github.kmsjca.internal.algorithm;

/** What is done with a message's digest, or with the message itself. */
public enum SignatureScheme {
  /** RFC 8017, section 8.2. */
  RSA_PKCS1(KeyFamily.RSA, "RSASSA_PKCS1_V1_5_"),
  /**
   * RFC 8017, section 8.1; KMS uses MGF1 with the same digest and a salt of the digest's length.
   */
  RSA_PSS(KeyFamily.RSA, "RSASSA_PSS_"),
  /** ANSI X9.62: a DER sequence of r and s. */
  ECDSA_DER(KeyFamily.EC, "ECDSA_"),
  /** IEEE P1363: r and s side by side, each as long as the curve's order. */
  ECDSA_P1363(KeyFamily.EC, "ECDSA_"),
  /** RFC 8032, pure Ed25519: the message itself goes to KMS. */
  ED25519(KeyFamily.EDDSA, "ED25519_"),
  /**
   * What KMS makes of a SHA-512 digest: Ed25519ph (RFC 8032) <em>over that digest</em>, which
   * hashes it again. A standard verifier of Ed25519ph is to be given the 64 bytes of the digest as
   * message.
   */
  ED25519PH(KeyFamily.EDDSA, "ED25519_PH_"),
  /** FIPS 204, pure ML-DSA with an empty context; its 64-byte mu goes to KMS. */
  ML_DSA(KeyFamily.ML_DSA, "ML_DSA_SHAKE_256"),
  /** GB/T 32918.2 with SM3 and the default identifier; its 32-byte e goes to KMS. */
  SM2(KeyFamily.SM2, "SM2DSA");

  private final KeyFamily family;
  private final String wirePrefix;

  SignatureScheme(KeyFamily family, String wirePrefix) {
    this.family = family;
    this.wirePrefix = wirePrefix;
  }

  public KeyFamily family() {
    return family;
  }

  /**
   * The SigningAlgorithm that KMS knows this scheme by.
   *
   * @param digest of no account where the scheme has but one
   * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">Sign</a>
   */
  public String wireName(Digest digest) {
    return wirePrefix.endsWith("_") ? wirePrefix + digest.name() : wirePrefix;
  }
}
