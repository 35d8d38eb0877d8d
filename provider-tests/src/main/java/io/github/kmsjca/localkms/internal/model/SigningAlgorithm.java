package io.github.kmsjca.localkms.internal.model;

import static io.github.kmsjca.localkms.internal.model.MessageType.DIGEST;
import static io.github.kmsjca.localkms.internal.model.MessageType.EXTERNAL_MU;
import static io.github.kmsjca.localkms.internal.model.MessageType.RAW;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

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
  ED25519_PH_SHA_512(Scheme.ED25519_PH, Digest.SHA_512),
  SM2DSA(Scheme.SM2, Digest.SM3),
  ML_DSA_SHAKE_256(Scheme.ML_DSA, Digest.SHAKE_256);

  /** How a signature is made, and which message types it takes. */
  public enum Scheme {
    RSA_PSS(RAW, DIGEST),
    RSA_PKCS1(RAW, DIGEST),
    ECDSA(RAW, DIGEST),
    ED25519(RAW),
    ED25519_PH(DIGEST),
    SM2(RAW, DIGEST),
    ML_DSA(RAW, EXTERNAL_MU);

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of only
    private final Set<MessageType> accepted;

    Scheme(MessageType... accepted) {
      this.accepted = Set.of(accepted);
    }
  }

  /** The digests that signing algorithms use. */
  public enum Digest {
    SHA_256("SHA-256", 32),
    SHA_384("SHA-384", 48),
    SHA_512("SHA-512", 64),
    SM3("SM3", 32),
    /** As ML-DSA uses it, for the mu of a message. */
    SHAKE_256("SHAKE256-512", 64);

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
    return scheme.accepted.contains(type);
  }

  /** The names on the wire. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
