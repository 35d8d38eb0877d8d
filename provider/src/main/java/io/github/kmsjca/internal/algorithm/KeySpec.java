package io.github.kmsjca.internal.algorithm;

import org.jspecify.annotations.Nullable;

/**
 * The asymmetric KMS key specs that sign, one row each; a constant's name is the wire name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key
 *     specs</a>
 */
public enum KeySpec {
  RSA_2048(KeyFamily.RSA, 2048, null, null),
  RSA_3072(KeyFamily.RSA, 3072, null, null),
  RSA_4096(KeyFamily.RSA, 4096, null, null),
  ECC_NIST_P256(KeyFamily.EC, 256, "secp256r1", Digest.SHA_256),
  ECC_NIST_P384(KeyFamily.EC, 384, "secp384r1", Digest.SHA_384),
  ECC_NIST_P521(KeyFamily.EC, 521, "secp521r1", Digest.SHA_512),
  ECC_NIST_EDWARDS25519(KeyFamily.EDDSA, 255, "Ed25519", null);

  private final KeyFamily family;
  private final int bits;
  private final @Nullable String curve;
  private final @Nullable Digest nativeDigest;

  KeySpec(KeyFamily family, int bits, @Nullable String curve, @Nullable Digest nativeDigest) {
    this.family = family;
    this.bits = bits;
    this.curve = curve;
    this.nativeDigest = nativeDigest;
  }

  public KeyFamily family() {
    return family;
  }

  /** Size of the modulus or of the field, in bits. */
  public int bits() {
    return bits;
  }

  /** The JCA name of the curve; {@code null} for RSA. */
  public @Nullable String curve() {
    return curve;
  }

  /**
   * The one digest whose length KMS takes with this curve; {@code null} where the key has no such
   * tie.
   */
  public @Nullable Digest nativeDigest() {
    return nativeDigest;
  }

  /** The row with this wire name, or {@code null} for a spec that this library cannot sign with. */
  public static @Nullable KeySpec ofWireName(String name) {
    for (KeySpec spec : values()) {
      if (spec.name().equals(name)) {
        return spec;
      }
    }
    return null;
  }
}
