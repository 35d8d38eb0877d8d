package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** The signatures that the JDK lacks, or has only in later releases; and those it hashes twice. */
final class SigningBeyondTheJdkTest extends KmsTest {
  private static final byte[] MESSAGE = "the quick brown fox".getBytes(UTF_8);
  private static final byte[] DEFAULT_ID = "1234567812345678".getBytes(US_ASCII);
  private static final SigningAlgorithmSpec ML_DSA = SigningAlgorithmSpec.ML_DSA_SHAKE_256;

  /** What the next keys are made of; null for fresh ones. */
  private @Nullable KeyPair prepared;

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    KeyMaterial random = KeyMaterial.random();
    return super.configure(builder)
        .keyMaterial(spec -> Objects.requireNonNullElseGet(prepared, () -> random.generate(spec)));
  }

  static Stream<Arguments> algorithms() {
    return Stream.of(
        Arguments.of(KeySpec.ECC_SECG_P256_K1, SigningAlgorithmSpec.ECDSA_SHA_256),
        Arguments.of(KeySpec.SM2, SigningAlgorithmSpec.SM2_DSA),
        Arguments.of(KeySpec.ML_DSA_44, ML_DSA),
        Arguments.of(KeySpec.ML_DSA_65, ML_DSA),
        Arguments.of(KeySpec.ML_DSA_87, ML_DSA));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void rawSignaturesVerifyElsewhereAndHere(KeySpec spec, SigningAlgorithmSpec algorithm)
      throws Exception {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    for (int length : new int[] {1, 4096}) {
      byte[] message = new byte[length];
      SignResponse signed = sign(key, algorithm, MessageType.RAW, message);
      assertThat(signed.keyId()).isEqualTo(key);
      assertThat(signed.signingAlgorithm()).isEqualTo(algorithm);
      byte[] signature = signed.signature().asByteArray();
      assertThat(BouncyVerifier.verifies(der(key), algorithm.toString(), message, signature))
          .isTrue();
      assertThat(verify(key, algorithm, MessageType.RAW, message, signature)).isTrue();
      assertThat(verify(key, algorithm, prehashed(algorithm), hash(key, message), signature))
          .isTrue();
    }
    refusal(() -> sign(key, algorithm, MessageType.RAW, new byte[4097]), "ValidationException");
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void signaturesOfTheHashAreSignaturesOfTheMessage(KeySpec spec, SigningAlgorithmSpec algorithm)
      throws Exception {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    byte[] hash = hash(key, MESSAGE);
    byte[] signature = sign(key, algorithm, prehashed(algorithm), hash).signature().asByteArray();
    assertThat(BouncyVerifier.verifies(der(key), algorithm.toString(), MESSAGE, signature))
        .isTrue();
    assertThat(verify(key, algorithm, MessageType.RAW, MESSAGE, signature)).isTrue();
    assertThat(verify(key, algorithm, prehashed(algorithm), hash, signature)).isTrue();
    refusal(
        () -> verify(key, algorithm, MessageType.RAW, hash, signature),
        "KMSInvalidSignatureException");
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void onlyTheSignatureOfTheMessageByTheKeyIsAccepted(KeySpec spec, SigningAlgorithmSpec algorithm)
      throws Exception {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    String other = key(spec, KeyUsageType.SIGN_VERIFY);
    byte[] signature = sign(key, algorithm, MessageType.RAW, MESSAGE).signature().asByteArray();
    assertNoSignature(key, algorithm, new byte[] {1}, signature);
    assertNoSignature(other, algorithm, MESSAGE, signature);
    for (int position : new int[] {0, 10, signature.length / 2, signature.length - 1}) {
      byte[] tampered = signature.clone();
      tampered[position] ^= 1;
      assertNoSignature(key, algorithm, MESSAGE, tampered);
    }
    for (int length : new int[] {1, signature.length - 1, signature.length + 1, 6144}) {
      assertNoSignature(key, algorithm, MESSAGE, Arrays.copyOf(signature, length));
    }
    assertNoSignature(key, algorithm, MESSAGE, new byte[signature.length]);
    byte[] hash = hash(key, MESSAGE);
    hash[0] ^= 1;
    refusal(
        () -> verify(key, algorithm, prehashed(algorithm), hash, signature),
        "KMSInvalidSignatureException");
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void hashesOfTheWrongLengthAreRefused(KeySpec spec, SigningAlgorithmSpec algorithm) {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    String what = algorithm == ML_DSA ? "External mu" : "Digest";
    int right = algorithm == ML_DSA ? 64 : 32;
    for (int length : new int[] {1, right - 1, right + 1, 96 - right, 4096}) {
      String message = what + " is invalid length for algorithm " + algorithm + ".";
      assertRefused(
          () -> sign(key, algorithm, prehashed(algorithm), new byte[length]),
          "ValidationException",
          message);
      assertRefused(
          () -> verify(key, algorithm, prehashed(algorithm), new byte[length], new byte[64]),
          "ValidationException",
          message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_SECG_P256_K1, ECDSA_SHA_256, EXTERNAL_MU",
    "SM2, SM2_DSA, EXTERNAL_MU",
    "ML_DSA_44, ML_DSA_SHAKE_256, DIGEST",
    "ML_DSA_65, ML_DSA_SHAKE_256, DIGEST",
    "ML_DSA_87, ML_DSA_SHAKE_256, DIGEST",
    "ECC_NIST_EDWARDS25519, ED25519_SHA_512, EXTERNAL_MU",
    "ECC_NIST_EDWARDS25519, ED25519_SHA_512, DIGEST",
    "ECC_NIST_EDWARDS25519, ED25519_PH_SHA_512, EXTERNAL_MU",
    "ECC_NIST_EDWARDS25519, ED25519_PH_SHA_512, RAW",
    "ECC_NIST_P521, ECDSA_SHA_512, EXTERNAL_MU"
  })
  void messageTypesOfOtherAlgorithmsAreRefused(
      KeySpec spec, SigningAlgorithmSpec algorithm, MessageType type) {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    String of =
        algorithm == SigningAlgorithmSpec.ML_DSA_SHAKE_256
            ? "key spec " + spec
            : "algorithm " + algorithm;
    String message = "Message type " + type + " is incompatible with " + of + ".";
    assertRefused(() -> sign(key, algorithm, type, new byte[64]), "ValidationException", message);
    assertRefused(
        () -> verify(key, algorithm, type, new byte[64], new byte[64]),
        "ValidationException",
        message);
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_SECG_P256_K1, SM2_DSA",
    "ECC_SECG_P256_K1, ECDSA_SHA_384",
    "SM2, ECDSA_SHA_256",
    "ML_DSA_65, ED25519_SHA_512",
    "ECC_NIST_P256, ML_DSA_SHAKE_256"
  })
  void algorithmsOfOtherKeysAreRefused(KeySpec spec, SigningAlgorithmSpec algorithm) {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    assertRefused(
        () -> sign(key, algorithm, MessageType.RAW, MESSAGE),
        "InvalidKeyUsageException",
        "Algorithm " + algorithm + " is incompatible with key spec " + spec + ".");
  }

  @Test
  void sm2DigestsMayBeOfAnotherId() throws Exception {
    String key = key(KeySpec.SM2, KeyUsageType.SIGN_VERIFY);
    byte[] id = "somebody@example.com".getBytes(US_ASCII);
    byte[] digest = BouncyVerifier.sm2Digest(der(key), id, MESSAGE);
    byte[] signature =
        sign(key, SigningAlgorithmSpec.SM2_DSA, MessageType.DIGEST, digest)
            .signature()
            .asByteArray();
    assertThat(BouncyVerifier.verifiesSm2(der(key), id, MESSAGE, signature)).isTrue();
    assertThat(BouncyVerifier.verifiesSm2(der(key), DEFAULT_ID, MESSAGE, signature)).isFalse();
    assertNoSignature(key, SigningAlgorithmSpec.SM2_DSA, MESSAGE, signature);
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_SECG_P256_K1, 1.2.840.10045.2.1, 1.3.132.0.10, 88, 72",
    "SM2, 1.2.840.10045.2.1, 1.2.156.10197.1.301, 91, 72",
    "ML_DSA_44, 2.16.840.1.101.3.4.3.17, , 1334, 2420",
    "ML_DSA_65, 2.16.840.1.101.3.4.3.18, , 1974, 3309",
    "ML_DSA_87, 2.16.840.1.101.3.4.3.19, , 2614, 4627"
  })
  void publicKeysAndSignaturesHaveTheStandardForm(
      KeySpec spec, String algorithm, @Nullable String curve, int length, int signatureLength) {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    GetPublicKeyResponse answer = kms.getPublicKey(r -> r.keyId(key));
    assertThat(answer.keySpec()).isEqualTo(spec);
    assertThat(answer.signingAlgorithms()).hasSize(1);
    byte[] der = answer.publicKey().asByteArray();
    assertThat(der).hasSize(length);
    AlgorithmIdentifier identifier = SubjectPublicKeyInfo.getInstance(der).getAlgorithm();
    assertThat(identifier.getAlgorithm().getId()).isEqualTo(algorithm);
    byte[] signature =
        sign(key, answer.signingAlgorithms().get(0), MessageType.RAW, MESSAGE)
            .signature()
            .asByteArray();
    if (curve == null) {
      assertThat(identifier.getParameters()).isNull();
      assertThat(signature).hasSize(signatureLength);
    } else {
      assertThat(identifier.getParameters()).hasToString(curve);
      assertThat(der[length - 65]).as("uncompressed").isEqualTo((byte) 4);
      assertThat(signature[0]).as("SEQUENCE").isEqualTo((byte) 0x30);
      assertThat(signature).hasSizeLessThanOrEqualTo(signatureLength);
    }
  }

  @Test
  void aDryRunChecksTheMu() {
    String key = key(KeySpec.ML_DSA_65, KeyUsageType.SIGN_VERIFY);
    refusal(() -> dryRun(key, 64), "DryRunOperationException");
    refusal(() -> dryRun(key, 63), "ValidationException");
  }

  @ParameterizedTest
  @CsvSource({"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
  void newerPlatformsAgreeAboutMlDsa(KeySpec spec) throws Exception {
    assumeTrue(Runtime.version().feature() >= 24, "the JDK has no ML-DSA");
    assertPlatformVerifies(key(spec, KeyUsageType.SIGN_VERIFY));
    KeyPair pair =
        KeyPairGenerator.getInstance(spec.toString().replace('_', '-'), "SUN").generateKeyPair();
    prepared = pair;
    String imported = key(spec, KeyUsageType.SIGN_VERIFY);
    assertThat(der(imported)).isEqualTo(pair.getPublic().getEncoded());
    assertPlatformVerifies(imported);
  }

  private void assertPlatformVerifies(String key) throws Exception {
    byte[] mu = BouncyVerifier.mu(der(key), MESSAGE);
    for (SignResponse signed :
        new SignResponse[] {
          sign(key, ML_DSA, MessageType.RAW, MESSAGE),
          sign(key, ML_DSA, MessageType.EXTERNAL_MU, mu)
        }) {
      Signature verifier = Signature.getInstance("ML-DSA", "SUN");
      verifier.initVerify(
          KeyFactory.getInstance("ML-DSA", "SUN").generatePublic(new X509EncodedKeySpec(der(key))));
      verifier.update(MESSAGE);
      assertThat(verifier.verify(signed.signature().asByteArray())).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_SECG_P256_K1, EC, secp256k1, ECDSA_SHA_256",
    "SM2, EC, sm2p256v1, SM2_DSA",
    "ML_DSA_65, ML-DSA-65, , ML_DSA_SHAKE_256"
  })
  void keysOfBouncyCastleMayBeHandedIn(
      KeySpec spec, String algorithm, @Nullable String curve, SigningAlgorithmSpec signing)
      throws Exception {
    KeyPair pair = bouncyPair(algorithm, curve);
    prepared = pair;
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    assertThat(der(key)).isEqualTo(pair.getPublic().getEncoded());
    byte[] signature = sign(key, signing, MessageType.RAW, MESSAGE).signature().asByteArray();
    assertThat(BouncyVerifier.verifies(der(key), signing.toString(), MESSAGE, signature)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_SECG_P256_K1, EC, secp256r1",
    "ECC_SECG_P256_K1, ML-DSA-44, ",
    "SM2, EC, secp256k1",
    "ML_DSA_65, ML-DSA-44, ",
    "ML_DSA_44, EC, sm2p256v1"
  })
  void keysOfAnotherSpecAreNotTaken(KeySpec spec, String algorithm, @Nullable String curve)
      throws Exception {
    prepared = bouncyPair(algorithm, curve);
    refusal(() -> key(spec, KeyUsageType.SIGN_VERIFY), "KMSInternalException");
  }

  @Test
  void ed25519phIsOfTheDigestAndNotOfTheMessage() throws Exception {
    String key = key(KeySpec.ECC_NIST_EDWARDS25519, KeyUsageType.SIGN_VERIFY);
    SigningAlgorithmSpec algorithm = SigningAlgorithmSpec.ED25519_PH_SHA_512;
    byte[] digest = MessageDigest.getInstance("SHA-512").digest(MESSAGE);
    byte[] signature = sign(key, algorithm, MessageType.DIGEST, digest).signature().asByteArray();
    assertThat(BouncyVerifier.verifiesEd25519ph(der(key), digest, signature)).isTrue();
    assertThat(BouncyVerifier.verifiesEd25519ph(der(key), MESSAGE, signature)).isFalse();
    assertThat(JdkVerifier.verifies(der(key), algorithm.toString(), digest, signature)).isTrue();
    assertThat(verify(key, algorithm, MessageType.DIGEST, digest, signature)).isTrue();
    digest[0] ^= 1;
    refusal(
        () -> verify(key, algorithm, MessageType.DIGEST, digest, signature),
        "KMSInvalidSignatureException");
    for (int length : new int[] {1, 32, 63, 65}) {
      assertRefused(
          () -> sign(key, algorithm, MessageType.DIGEST, new byte[length]),
          "ValidationException",
          "Digest is invalid length for algorithm ED25519_PH_SHA_512.");
    }
  }

  private static KeyPair bouncyPair(String algorithm, @Nullable String curve)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, BouncyVerifier.PROVIDER);
    if (curve != null) {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair();
  }

  private static MessageType prehashed(SigningAlgorithmSpec algorithm) {
    return algorithm == ML_DSA ? MessageType.EXTERNAL_MU : MessageType.DIGEST;
  }

  /** What KMS hashes a message into before it signs. */
  private byte[] hash(String key, byte[] message) throws Exception {
    return switch (kms.getPublicKey(r -> r.keyId(key)).keySpec()) {
      case ECC_SECG_P256_K1 -> MessageDigest.getInstance("SHA-256").digest(message);
      case SM2 -> BouncyVerifier.sm2Digest(der(key), DEFAULT_ID, message);
      default -> BouncyVerifier.mu(der(key), message);
    };
  }

  private byte[] der(String key) {
    return kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
  }

  private void dryRun(String key, int length) {
    kms.sign(
        r ->
            r.keyId(key)
                .signingAlgorithm(ML_DSA)
                .messageType(MessageType.EXTERNAL_MU)
                .message(SdkBytes.fromByteArray(new byte[length]))
                .dryRun(true));
  }

  private void assertNoSignature(
      String key, SigningAlgorithmSpec algorithm, byte[] message, byte[] signature) {
    refusal(
        () -> verify(key, algorithm, MessageType.RAW, message, signature),
        "KMSInvalidSignatureException");
  }
}
