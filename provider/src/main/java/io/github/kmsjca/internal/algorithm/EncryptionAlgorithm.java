package io.github.kmsjca.internal.algorithm;

/**
 * What KMS encrypts by, one row each; a constant's name is the wire name.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html">Encrypt,
 *     EncryptionAlgorithm</a>
 */
public enum EncryptionAlgorithm {
  SYMMETRIC_DEFAULT,
  RSAES_OAEP_SHA_1,
  RSAES_OAEP_SHA_256,
  SM2PKE;

  /** The one that this library takes with keys of that spec, if nobody says another. */
  public static EncryptionAlgorithm defaultOf(KeySpec spec) {
    return switch (spec.family()) {
      case SYMMETRIC -> SYMMETRIC_DEFAULT;
      case RSA -> RSAES_OAEP_SHA_256;
      case SM2 -> SM2PKE;
      default -> throw new IllegalArgumentException(spec + " encrypts nothing");
    };
  }
}
