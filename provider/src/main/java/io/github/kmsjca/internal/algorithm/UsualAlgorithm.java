package io.github.kmsjca.internal.algorithm;

/** What keys are mostly used with: for people who asked a key for something else. */
public final class UsualAlgorithm {
  private UsualAlgorithm() {}

  /** A JCA engine and one of its algorithms, such as {@code Signature SHA256withRSA}. */
  public static String of(KeySpec spec, KeyUsage usage) {
    return switch (usage) {
      case SIGN_VERIFY -> "Signature " + signature(spec.family()).jcaName();
      case ENCRYPT_DECRYPT -> "Cipher " + cipher(spec.family()).jcaName();
      case KEY_AGREEMENT -> "KeyAgreement " + AgreementAlgorithm.ECDH.jcaName();
      case GENERATE_VERIFY_MAC -> "Mac " + MacAlgorithm.of(spec).jcaName();
      case ENCAPSULATE_DECAPSULATE -> "KEM " + KemAlgorithm.ML_KEM.jcaName();
    };
  }

  private static SignatureAlgorithm signature(KeyFamily family) {
    return switch (family) {
      case RSA -> SignatureAlgorithm.SHA256_WITH_RSA;
      case EC -> SignatureAlgorithm.SHA256_WITH_ECDSA;
      case EDDSA -> SignatureAlgorithm.ED25519;
      case ML_DSA -> SignatureAlgorithm.ML_DSA;
      case SM2 -> SignatureAlgorithm.SM3_WITH_SM2;
      case SYMMETRIC, HMAC, ML_KEM -> throw new IllegalArgumentException(family + " signs nothing");
    };
  }

  private static CipherAlgorithm cipher(KeyFamily family) {
    return switch (family) {
      case SYMMETRIC -> CipherAlgorithm.AES_GCM;
      case RSA -> CipherAlgorithm.OAEP_SHA_256;
      case SM2 -> CipherAlgorithm.SM2;
      case EC, EDDSA, ML_DSA, ML_KEM, HMAC ->
          throw new IllegalArgumentException(family + " encrypts nothing");
    };
  }
}
