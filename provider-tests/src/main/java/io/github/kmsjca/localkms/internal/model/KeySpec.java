package io.github.kmsjca.localkms.internal.model;

import static io.github.kmsjca.localkms.internal.model.KeyUsage.ENCAPSULATE_DECAPSULATE;
import static io.github.kmsjca.localkms.internal.model.KeyUsage.ENCRYPT_DECRYPT;
import static io.github.kmsjca.localkms.internal.model.KeyUsage.GENERATE_VERIFY_MAC;
import static io.github.kmsjca.localkms.internal.model.KeyUsage.KEY_AGREEMENT;
import static io.github.kmsjca.localkms.internal.model.KeyUsage.SIGN_VERIFY;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One row per key spec of KMS: its family, its size in bits, and the algorithms of each usage it
 * can be created for. They are in the order in which KMS was seen to list them in a refusal, those
 * that came later at the end.
 */
public enum KeySpec {
  RSA_2048(Family.RSA, 2048, Algorithms.RSA),
  ECC_NIST_P384(Family.NIST_CURVE, 384, Algorithms.ellipticCurve("ECDSA_SHA_384")),
  ECC_NIST_P256(Family.NIST_CURVE, 256, Algorithms.ellipticCurve("ECDSA_SHA_256")),
  ECC_NIST_P521(Family.NIST_CURVE, 521, Algorithms.ellipticCurve("ECDSA_SHA_512")),
  HMAC_384(Family.HMAC, 384, Algorithms.hmac("HMAC_SHA_384")),
  RSA_3072(Family.RSA, 3072, Algorithms.RSA),
  ECC_SECG_P256K1(Family.OTHER_CURVE, 256, Map.of(SIGN_VERIFY, List.of("ECDSA_SHA_256"))),
  RSA_4096(Family.RSA, 4096, Algorithms.RSA),
  SYMMETRIC_DEFAULT(Family.SYMMETRIC, 256, Map.of(ENCRYPT_DECRYPT, List.of(Algorithms.SYMMETRIC))),
  HMAC_256(Family.HMAC, 256, Algorithms.hmac("HMAC_SHA_256")),
  HMAC_224(Family.HMAC, 224, Algorithms.hmac("HMAC_SHA_224")),
  HMAC_512(Family.HMAC, 512, Algorithms.hmac("HMAC_SHA_512")),
  SM2(
      Family.OTHER_CURVE,
      256,
      Map.of(
          SIGN_VERIFY,
          List.of("SM2DSA"),
          ENCRYPT_DECRYPT,
          List.of("SM2PKE"),
          KEY_AGREEMENT,
          List.of("ECDH"))),
  ML_DSA_44(Family.ML_DSA, 0, Algorithms.ML_DSA),
  ML_DSA_65(Family.ML_DSA, 0, Algorithms.ML_DSA),
  ML_DSA_87(Family.ML_DSA, 0, Algorithms.ML_DSA),
  ECC_NIST_EDWARDS25519(
      Family.EDWARDS, 255, Map.of(SIGN_VERIFY, List.of("ED25519_SHA_512", "ED25519_PH_SHA_512"))),
  ML_KEM_512(Family.ML_KEM, 0, Algorithms.ML_KEM),
  ML_KEM_768(Family.ML_KEM, 0, Algorithms.ML_KEM),
  ML_KEM_1024(Family.ML_KEM, 0, Algorithms.ML_KEM);

  /** Key specs that are made and used in the same way. */
  public enum Family {
    SYMMETRIC,
    RSA,
    NIST_CURVE,
    EDWARDS,
    /** A curve that the platform does not have. */
    OTHER_CURVE,
    ML_DSA,
    ML_KEM,
    HMAC
  }

  private final Family family;
  private final int bits;

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of and List.of only
  private final Map<KeyUsage, List<String>> algorithms;

  KeySpec(Family family, int bits, Map<KeyUsage, List<String>> algorithms) {
    this.family = family;
    this.bits = bits;
    this.algorithms = algorithms;
  }

  /** How keys of this spec are made and used. */
  public Family family() {
    return family;
  }

  /** The size of the key, of the modulus or of the field, in bits; 0 for ML-DSA and ML-KEM. */
  public int bits() {
    return bits;
  }

  /** Whether a key of this spec can be created for that usage. */
  public boolean allows(KeyUsage usage) {
    return algorithms.containsKey(usage);
  }

  /** The wire names of the algorithms that a key of this spec and that usage offers. */
  public List<String> algorithms(KeyUsage usage) {
    return algorithms.getOrDefault(usage, List.of());
  }

  /** Whether keys of this spec have a public half. */
  public boolean asymmetric() {
    return family != Family.SYMMETRIC && family != Family.HMAC;
  }

  /**
   * Whether material of this spec can be imported. The API reference speaks of symmetric, HMAC, RSA
   * and ECC material, among which Ed25519 is one of the ECC key specs, and of SM2 in China. For
   * ML-DSA and ML-KEM it does not say in which form, so such keys are refused.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html">importing
   *     key material</a>
   */
  public boolean importable() {
    return family != Family.ML_DSA && family != Family.ML_KEM;
  }

  /** The names on the wire. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }

  /** Those of them that were there when the member CustomerMasterKeySpec got its new name. */
  public static List<String> oldNames() {
    return names().subList(0, names().indexOf(SM2.name()) + 1);
  }

  private static final class Algorithms {
    static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

    static final Map<KeyUsage, List<String>> RSA =
        Map.of(
            SIGN_VERIFY,
            List.of(
                "RSASSA_PKCS1_V1_5_SHA_256",
                "RSASSA_PKCS1_V1_5_SHA_384",
                "RSASSA_PKCS1_V1_5_SHA_512",
                "RSASSA_PSS_SHA_256",
                "RSASSA_PSS_SHA_384",
                "RSASSA_PSS_SHA_512"),
            ENCRYPT_DECRYPT,
            List.of("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"));

    static final Map<KeyUsage, List<String>> ML_DSA =
        Map.of(SIGN_VERIFY, List.of("ML_DSA_SHAKE_256"));

    static final Map<KeyUsage, List<String>> ML_KEM =
        Map.of(ENCAPSULATE_DECAPSULATE, List.of("ML_KEM"));

    static Map<KeyUsage, List<String>> hmac(String algorithm) {
      return Map.of(GENERATE_VERIFY_MAC, List.of(algorithm));
    }

    static Map<KeyUsage, List<String>> ellipticCurve(String signing) {
      return Map.of(SIGN_VERIFY, List.of(signing), KEY_AGREEMENT, List.of("ECDH"));
    }
  }
}
