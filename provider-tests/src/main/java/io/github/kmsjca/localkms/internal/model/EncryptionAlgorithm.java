package io.github.kmsjca.localkms.internal.model;

import java.util.Arrays;
import java.util.List;

/** One row per encryption algorithm, in the order in which KMS lists them. */
public enum EncryptionAlgorithm {
  RSAES_OAEP_SHA_1(Scheme.RSA_OAEP, "SHA-1", 20),
  RSAES_OAEP_SHA_256(Scheme.RSA_OAEP, "SHA-256", 32),
  SM2PKE(Scheme.SM2, "SM3", 32),
  SYMMETRIC_DEFAULT(Scheme.SYMMETRIC, "", 0);

  /** How a ciphertext is made. */
  public enum Scheme {
    SYMMETRIC,
    RSA_OAEP,
    SM2
  }

  private final Scheme scheme;
  private final String digest;
  private final int digestBytes;

  EncryptionAlgorithm(Scheme scheme, String digest, int digestBytes) {
    this.scheme = scheme;
    this.digest = digest;
    this.digestBytes = digestBytes;
  }

  /** How the ciphertext is made. */
  public Scheme scheme() {
    return scheme;
  }

  /** The Java standard name of the digest, which MGF1 uses too; empty if there is none. */
  public String digest() {
    return digest;
  }

  /** The longest plaintext under a key of that spec. */
  public int maxPlaintextBytes(KeySpec spec) {
    return switch (scheme) {
      case SYMMETRIC -> 4096;
      case RSA_OAEP -> spec.bits() / Byte.SIZE - 2 * digestBytes - 2;
      case SM2 -> 1024;
    };
  }

  /** The names on the wire. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
