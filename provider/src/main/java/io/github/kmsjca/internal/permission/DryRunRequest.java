package io.github.kmsjca.internal.permission;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.call.Decapsulate;
import io.github.kmsjca.internal.kms.call.Decrypt;
import io.github.kmsjca.internal.kms.call.DeriveSharedSecret;
import io.github.kmsjca.internal.kms.call.Encapsulate;
import io.github.kmsjca.internal.kms.call.Encrypt;
import io.github.kmsjca.internal.kms.call.GenerateDataKey;
import io.github.kmsjca.internal.kms.call.GenerateMac;
import io.github.kmsjca.internal.kms.call.MessageType;
import io.github.kmsjca.internal.kms.call.ReEncrypt;
import io.github.kmsjca.internal.kms.call.Sign;
import io.github.kmsjca.internal.kms.call.Verify;
import io.github.kmsjca.internal.kms.call.VerifyMac;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One dry run: a call with the algorithm that the engines would take, and an input of the right
 * form.
 *
 * @param algorithm wire name; empty if the operation has none
 */
record DryRunRequest(String algorithm, KmsCall<?, ?> call) {
  /** If a KMS that knows no dry run should sign it, no protocol could take it for its own. */
  private static final byte[] TEXT =
      "kms-jca: this text is a test and means nothing".getBytes(StandardCharsets.US_ASCII);

  /** KMS need not look at it, and if it does, has checked the permission by then. */
  private static final byte[] NO_SIGNATURE = new byte[64];

  private static final int DATA_KEY_LENGTH = 32;

  /**
   * Those of a key's usage, as far as this library knows keys of that spec.
   *
   * @param spec as KMS says it
   * @param usage as KMS says it
   * @param publicKey the key's own, as a key agreement needs one; {@code null} if it is not known
   */
  static List<DryRunRequest> of(
      KeyUse key, String spec, String usage, byte @Nullable [] publicKey) {
    KeySpec knownSpec = KeySpec.ofWireName(spec);
    KeyUsage knownUsage = KeyUsage.ofWireName(usage);
    if (knownSpec == null || knownUsage == null) {
      return List.of();
    }
    return switch (knownUsage) {
      case ENCRYPT_DECRYPT -> encryption(key, knownSpec);
      case SIGN_VERIFY -> signature(key, knownSpec);
      case GENERATE_VERIFY_MAC -> mac(key, knownSpec);
      case KEY_AGREEMENT -> agreement(key, publicKey);
      case ENCAPSULATE_DECAPSULATE -> encapsulation(key, knownSpec);
    };
  }

  private static List<DryRunRequest> encryption(KeyUse key, KeySpec spec) {
    if (!KeyUsage.ENCRYPT_DECRYPT.suits(spec)) {
      return List.of();
    }
    EncryptionAlgorithm algorithm = EncryptionAlgorithm.defaultOf(spec);
    String name = algorithm.name();
    DryRunRequest decrypt = new DryRunRequest(name, Decrypt.withoutCiphertext(key, algorithm));
    DryRunRequest reEncrypt = new DryRunRequest(name, ReEncrypt.withoutCiphertext(key, algorithm));
    if (spec != KeySpec.SYMMETRIC_DEFAULT) {
      Encrypt encrypt = Encrypt.asymmetric(key, algorithm, TEXT);
      return List.of(new DryRunRequest(name, encrypt), decrypt, reEncrypt);
    }
    Encrypt encrypt = Encrypt.symmetric(key, TEXT, Map.of(), Purpose.DIRECT);
    GenerateDataKey generate =
        new GenerateDataKey(key, DATA_KEY_LENGTH, Map.of(), Purpose.ENVELOPE);
    return List.of(
        new DryRunRequest(name, encrypt), decrypt, new DryRunRequest("", generate), reEncrypt);
  }

  private static List<DryRunRequest> signature(KeyUse key, KeySpec spec) {
    String name = signingAlgorithm(spec);
    return List.of(
        new DryRunRequest(name, new Sign(key, name, MessageType.RAW, TEXT)),
        new DryRunRequest(name, new Verify(key, name, MessageType.RAW, TEXT, NO_SIGNATURE)));
  }

  private static List<DryRunRequest> mac(KeyUse key, KeySpec spec) {
    String name = MacAlgorithm.of(spec).wireName();
    return List.of(
        new DryRunRequest(name, new GenerateMac(key, name, TEXT)),
        new DryRunRequest(name, new VerifyMac(key, name, TEXT, NO_SIGNATURE)));
  }

  private static List<DryRunRequest> agreement(KeyUse key, byte @Nullable [] publicKey) {
    String name = AgreementAlgorithm.ECDH.wireName();
    return publicKey == null
        ? List.of()
        : List.of(new DryRunRequest(name, new DeriveSharedSecret(key, name, publicKey)));
  }

  private static List<DryRunRequest> encapsulation(KeyUse key, KeySpec spec) {
    String name = KemAlgorithm.ML_KEM.wireName();
    byte[] encapsulation = new byte[KemAlgorithm.encapsulationLength(spec)];
    return List.of(
        new DryRunRequest(name, new Encapsulate(key, name)),
        new DryRunRequest(name, new Decapsulate(key, name, encapsulation)));
  }

  /** With an elliptic curve, the one with the curve's own digest. */
  private static String signingAlgorithm(KeySpec spec) {
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      Digest digest = spec.family() == KeyFamily.EC ? spec.nativeDigest() : row.digest();
      if (row.suits(spec)) {
        return row.scheme().wireName(digest == null ? Digest.SHA_512 : digest);
      }
    }
    throw new IllegalArgumentException(spec + " makes no signatures");
  }
}
