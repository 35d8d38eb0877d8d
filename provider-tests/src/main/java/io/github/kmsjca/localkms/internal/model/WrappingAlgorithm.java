package io.github.kmsjca.localkms.internal.model;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row per algorithm that protects key material on its way into KMS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html">GetParametersForImport</a>
 */
public enum WrappingAlgorithm {
  /** Withdrawn in October 2023. */
  RSAES_PKCS1_V1_5(Scheme.UNSUPPORTED, null),
  RSAES_OAEP_SHA_1(Scheme.DIRECT, EncryptionAlgorithm.RSAES_OAEP_SHA_1),
  RSAES_OAEP_SHA_256(Scheme.DIRECT, EncryptionAlgorithm.RSAES_OAEP_SHA_256),
  RSA_AES_KEY_WRAP_SHA_1(Scheme.WITH_AES, EncryptionAlgorithm.RSAES_OAEP_SHA_1),
  RSA_AES_KEY_WRAP_SHA_256(Scheme.WITH_AES, EncryptionAlgorithm.RSAES_OAEP_SHA_256),
  /** Only in the Regions of China, which the wrapping keys here are not those of. */
  SM2PKE(Scheme.UNSUPPORTED, null);

  /** How the wrapping key protects the material. */
  public enum Scheme {
    /** Encrypts it. */
    DIRECT,
    /** Encrypts an AES key, which wraps it. */
    WITH_AES,
    /** Not at all. */
    UNSUPPORTED
  }

  private final Scheme scheme;
  private final @Nullable EncryptionAlgorithm encryption;

  WrappingAlgorithm(Scheme scheme, @Nullable EncryptionAlgorithm encryption) {
    this.scheme = scheme;
    this.encryption = encryption;
  }

  /** How the wrapping key protects the material. */
  public Scheme scheme() {
    return scheme;
  }

  /** How the wrapping key encrypts. */
  public EncryptionAlgorithm encryption() {
    if (encryption == null) {
      throw new IllegalStateException(this + " is not supported");
    }
    return encryption;
  }

  /**
   * Whether material of that spec can come under this algorithm and that wrapping key: RSA keys are
   * too long to be encrypted directly, and so are those on P-521 for the shortest wrapping key; an
   * AES key between is for RSA and ECC only, and not where SM2 is.
   */
  public boolean wraps(KeySpec material, KeySpec wrappingKey) {
    if (wrappingKey.family() != KeySpec.Family.RSA) {
      return false;
    }
    return switch (scheme) {
      case DIRECT ->
          material.family() != KeySpec.Family.RSA
              && !(material == KeySpec.ECC_NIST_P521 && wrappingKey == KeySpec.RSA_2048);
      case WITH_AES -> material.asymmetric() && material != KeySpec.SM2;
      case UNSUPPORTED -> false;
    };
  }

  /** The names on the wire. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
