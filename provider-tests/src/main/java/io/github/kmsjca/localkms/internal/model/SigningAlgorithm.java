package io.github.kmsjca.localkms.internal.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One row per signing algorithm: its scheme and its digest. */
public enum SigningAlgorithm {
  RSASSA_PSS_SHA_256(Scheme.RSA_PSS, Digest.SHA_256),
  RSASSA_PSS_SHA_384(Scheme.RSA_PSS, Digest.SHA_384),
  RSASSA_PSS_SHA_512(Scheme.RSA_PSS, Digest.SHA_512),
  RSASSA_PKCS1_V1_5_SHA_256(Scheme.RSA_PKCS1, Digest.SHA_256),
  RSASSA_PKCS1_V1_5_SHA_384(Scheme.RSA_PKCS1, Digest.SHA_384),
  RSASSA_PKCS1_V1_5_SHA_512(Scheme.RSA_PKCS1, Digest.SHA_512),
  ECDSA_SHA_256(Scheme.ECDSA, Digest.SHA_256),
  ECDSA_SHA_384(Scheme.ECDSA, Digest.SHA_384),
  ECDSA_SHA_512(Scheme.ECDSA, Digest.SHA_512),
  ED25519_SHA_512(Scheme.ED25519, Digest.SHA_512),
  ED25519_PH_SHA_512(Scheme.ED25519_PH, Digest.SHA_512);

  /** How a signature is made, and which message types it takes. */
  public enum Scheme {
    RSA_PSS(true, true),
    RSA_PKCS1(true, true),
    ECDSA(true, true),
    ED25519(true, false),
    ED25519_PH(false, true);

    private final boolean raw;
    private final boolean digest;

    Scheme(boolean raw, boolean digest) {
      this.raw = raw;
      this.digest = digest;
    }
  }

  /** The digests that signing algorithms use. */
  public enum Digest {
    SHA_256("SHA-256", 32),
    SHA_384("SHA-384", 48),
    SHA_512("SHA-512", 64);

    private final String standardName;
    private final int bytes;

    Digest(String standardName, int bytes) {
      this.standardName = standardName;
      this.bytes = bytes;
    }

    /** The Java standard name. */
    public String standardName() {
      return standardName;
    }

    /** The length in bytes. */
    public int bytes() {
      return bytes;
    }
  }

  private static final List<String> OFFERED_ELSEWHERE = List.of("SM2DSA", "ML_DSA_SHAKE_256");

  private final Scheme scheme;
  private final Digest digest;

  SigningAlgorithm(Scheme scheme, Digest digest) {
    this.scheme = scheme;
    this.digest = digest;
  }

  /** How the signature is made. */
  public Scheme scheme() {
    return scheme;
  }

  /** The digest of the message. */
  public Digest digest() {
    return digest;
  }

  /** Whether a message of that type can be signed. */
  public boolean accepts(MessageType type) {
    return switch (type) {
      case RAW -> scheme.raw;
      case DIGEST -> scheme.digest;
      case EXTERNAL_MU -> false;
    };
  }

  /** All names that KMS knows, also those of algorithms that no key here offers. */
  public static List<String> names() {
    return Stream.concat(Arrays.stream(values()).map(Enum::name), OFFERED_ELSEWHERE.stream())
        .toList();
  }
}
