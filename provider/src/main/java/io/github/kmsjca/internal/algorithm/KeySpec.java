package io.github.kmsjca.internal.algorithm;

import org.jspecify.annotations.Nullable;

/**
 * The KMS key specs that this library uses, one row each; a constant's name is the wire name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key
 *     specs</a>
 */
public enum KeySpec {
  RSA_2048(KeyFamily.RSA, 2048, null, null),
  RSA_3072(KeyFamily.RSA, 3072, null, null),
  RSA_4096(KeyFamily.RSA, 4096, null, null),
  ECC_NIST_P256(KeyFamily.EC, 256, "1.2.840.10045.3.1.7", Digest.SHA_256),
  ECC_NIST_P384(KeyFamily.EC, 384, "1.3.132.0.34", Digest.SHA_384),
  ECC_NIST_P521(KeyFamily.EC, 521, "1.3.132.0.35", Digest.SHA_512),
  /** On no platform since JDK 16: the public keys are Bouncy Castle's. */
  ECC_SECG_P256K1(KeyFamily.EC, 256, "1.3.132.0.10", Digest.SHA_256),
  ECC_NIST_EDWARDS25519(KeyFamily.EDDSA, 255, "1.3.101.112", null),
  SM2(KeyFamily.SM2, 256, "1.2.156.10197.1.301", null),
  ML_DSA_44(KeyFamily.ML_DSA, 1312 * 8, "2.16.840.1.101.3.4.3.17", null),
  ML_DSA_65(KeyFamily.ML_DSA, 1952 * 8, "2.16.840.1.101.3.4.3.18", null),
  ML_DSA_87(KeyFamily.ML_DSA, 2592 * 8, "2.16.840.1.101.3.4.3.19", null),
  ML_KEM_512(KeyFamily.ML_KEM, 800 * 8, "2.16.840.1.101.3.4.4.1", null),
  ML_KEM_768(KeyFamily.ML_KEM, 1184 * 8, "2.16.840.1.101.3.4.4.2", null),
  ML_KEM_1024(KeyFamily.ML_KEM, 1568 * 8, "2.16.840.1.101.3.4.4.3", null),
  SYMMETRIC_DEFAULT(KeyFamily.SYMMETRIC, 256, null, null),
  HMAC_224(KeyFamily.HMAC, 224, null, null),
  HMAC_256(KeyFamily.HMAC, 256, null, null),
  HMAC_384(KeyFamily.HMAC, 384, null, null),
  HMAC_512(KeyFamily.HMAC, 512, null, null);

  private final KeyFamily family;
  private final int bits;
  private final @Nullable String oid;
  private final @Nullable Digest nativeDigest;

  KeySpec(KeyFamily family, int bits, @Nullable String oid, @Nullable Digest nativeDigest) {
    this.family = family;
    this.bits = bits;
    this.oid = oid;
    this.nativeDigest = nativeDigest;
  }

  public KeyFamily family() {
    return family;
  }

  /** What {@link java.security.Key#getAlgorithm()} says. */
  public String keyAlgorithm() {
    return family == KeyFamily.HMAC ? family.jcaName() + bits : family.jcaName();
  }

  /** False if all of the key is secret. */
  public boolean hasPublicKey() {
    return family != KeyFamily.SYMMETRIC && family != KeyFamily.HMAC;
  }

  /**
   * Size of the modulus, of the field, (ML-DSA, ML-KEM) of the raw public key, or of the symmetric
   * key, in bits.
   */
  public int bits() {
    return bits;
  }

  /**
   * What names the curve or parameter set in a SubjectPublicKeyInfo; {@code null} where there is
   * none.
   */
  public @Nullable String oid() {
    return oid;
  }

  /**
   * The one digest whose length KMS takes with this curve; {@code null} where the key has no such
   * tie.
   */
  public @Nullable Digest nativeDigest() {
    return nativeDigest;
  }

  /** The row with this wire name, or {@code null} for a spec that this library cannot use. */
  public static @Nullable KeySpec ofWireName(String name) {
    for (KeySpec spec : values()) {
      if (spec.name().equals(name)) {
        return spec;
      }
    }
    return null;
  }
}
