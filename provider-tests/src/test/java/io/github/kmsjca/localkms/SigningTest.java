package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

final class SigningTest extends KmsTest {
  private static final byte[] MESSAGE = "the quick brown fox".getBytes(UTF_8);

  static Stream<Arguments> algorithms() {
    Stream<Arguments> rsa =
        Stream.of(KeySpec.RSA_2048, KeySpec.RSA_3072, KeySpec.RSA_4096)
            .flatMap(
                spec ->
                    SigningAlgorithmSpec.knownValues().stream()
                        .filter(algorithm -> algorithm.toString().startsWith("RSA"))
                        .map(algorithm -> Arguments.of(spec, algorithm)));
    return Stream.concat(
        rsa,
        Stream.of(
            Arguments.of(KeySpec.ECC_NIST_P256, SigningAlgorithmSpec.ECDSA_SHA_256),
            Arguments.of(KeySpec.ECC_NIST_P384, SigningAlgorithmSpec.ECDSA_SHA_384),
            Arguments.of(KeySpec.ECC_NIST_P521, SigningAlgorithmSpec.ECDSA_SHA_512),
            Arguments.of(KeySpec.ECC_NIST_EDWARDS25519, SigningAlgorithmSpec.ED25519_SHA_512)));
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void rawSignaturesVerifyElsewhereAndHere(KeySpec spec, SigningAlgorithmSpec algorithm)
      throws Exception {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    SignResponse signed = sign(key, algorithm, MessageType.RAW, MESSAGE);
    assertThat(signed.keyId()).isEqualTo(key);
    assertThat(signed.signingAlgorithm()).isEqualTo(algorithm);
    assertVerifiesInTheJdk(key, algorithm, signed.signature());
    assertThat(verify(key, algorithm, MessageType.RAW, MESSAGE, signed.signature())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void digestSignaturesAreSignaturesOfTheMessage(KeySpec spec, SigningAlgorithmSpec algorithm)
      throws Exception {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    if (algorithm == SigningAlgorithmSpec.ED25519_SHA_512) {
      assertRefused(
          () -> sign(key, algorithm, MessageType.DIGEST, new byte[64]),
          "ValidationException",
          "Message type DIGEST is incompatible with algorithm ED25519_SHA_512.");
      return;
    }
    byte[] digest = digest(algorithm);
    SignResponse signed = sign(key, algorithm, MessageType.DIGEST, digest);
    assertVerifiesInTheJdk(key, algorithm, signed.signature());
    assertThat(verify(key, algorithm, MessageType.RAW, MESSAGE, signed.signature())).isTrue();
    assertThat(verify(key, algorithm, MessageType.DIGEST, digest, signed.signature())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void signaturesOfOtherMessagesAreRefused(KeySpec spec, SigningAlgorithmSpec algorithm) {
    String key = key(spec, KeyUsageType.SIGN_VERIFY);
    SdkBytes signature = sign(key, algorithm, MessageType.RAW, MESSAGE).signature();
    refusal(
        () -> verify(key, algorithm, MessageType.RAW, new byte[] {1}, signature),
        "KMSInvalidSignatureException");
    refusal(
        () -> verify(key, algorithm, MessageType.RAW, MESSAGE, SdkBytes.fromUtf8String("no")),
        "KMSInvalidSignatureException");
    refusal(
        () -> verify(key, algorithm, MessageType.RAW, MESSAGE, filled(signature, 0xFF)),
        "KMSInvalidSignatureException");
    refusal(
        () ->
            verify(
                key, algorithm, MessageType.RAW, MESSAGE, SdkBytes.fromByteArray(new byte[6144])),
        "KMSInvalidSignatureException");
  }

  @ParameterizedTest
  @EnumSource(
      value = SigningAlgorithmSpec.class,
      names = {"RSASSA_PSS_SHA_256", "RSASSA_PKCS1_V1_5_SHA_384", "RSASSA_PSS_SHA_512"})
  void digestsOfTheWrongLengthAreRefused(SigningAlgorithmSpec algorithm) {
    String key = key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
    for (int length : new int[] {1, 20, 31, 33, 47, 49, 63, 65}) {
      assertRefused(
          () -> sign(key, algorithm, MessageType.DIGEST, new byte[length]),
          "ValidationException",
          "Digest is invalid length for algorithm " + algorithm + ".");
    }
  }

  @Test
  void messagesHaveOneTo4096Bytes() {
    String key = signingKey();
    SigningAlgorithmSpec algorithm = SigningAlgorithmSpec.ECDSA_SHA_256;
    assertThat(sign(key, algorithm, MessageType.RAW, new byte[4096]).signature()).isNotNull();
    assertRefused(
        () -> sign(key, algorithm, MessageType.RAW, new byte[4097]),
        "ValidationException",
        "1 validation error detected: Value at 'message' failed to satisfy constraint:"
            + " Member must have length less than or equal to 4096");
    assertRefused(
        () -> sign(key, algorithm, MessageType.RAW, new byte[0]),
        "ValidationException",
        "1 validation error detected: Value at 'message' failed to satisfy constraint:"
            + " Member must have length greater than or equal to 1");
  }

  @Test
  void ed25519phHashesTheDigestOnceMore() throws Exception {
    String key = key(KeySpec.ECC_NIST_EDWARDS25519, KeyUsageType.SIGN_VERIFY);
    byte[] digest = MessageDigest.getInstance("SHA-512").digest(MESSAGE);
    SigningAlgorithmSpec algorithm = SigningAlgorithmSpec.ED25519_PH_SHA_512;
    SdkBytes signature = sign(key, algorithm, MessageType.DIGEST, digest).signature();
    byte[] der = kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
    assertThat(JdkVerifier.verifies(der, algorithm.toString(), digest, signature.asByteArray()))
        .isTrue();
    assertThat(verify(key, algorithm, MessageType.DIGEST, digest, signature)).isTrue();
    assertRefused(
        () -> sign(key, algorithm, MessageType.RAW, MESSAGE),
        "ValidationException",
        "Message type RAW is incompatible with algorithm ED25519_PH_SHA_512.");
  }

  @Test
  void algorithmAndUsageMustFitTheKey() {
    String key = signingKey();
    assertRefused(
        () -> sign(key, SigningAlgorithmSpec.ECDSA_SHA_384, MessageType.RAW, MESSAGE),
        "InvalidKeyUsageException",
        "Algorithm ECDSA_SHA_384 is incompatible with key spec ECC_NIST_P256.");
    refusal(
        () -> sign(key, SigningAlgorithmSpec.SM2_DSA, MessageType.RAW, MESSAGE),
        "InvalidKeyUsageException");
    String forEncryption = key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);
    assertRefused(
        () ->
            sign(forEncryption, SigningAlgorithmSpec.RSASSA_PSS_SHA_256, MessageType.RAW, MESSAGE),
        "InvalidKeyUsageException",
        forEncryption + " key usage is ENCRYPT_DECRYPT which is not valid for Sign.");
    refusal(
        () -> sign(key, SigningAlgorithmSpec.ECDSA_SHA_256, MessageType.EXTERNAL_MU, new byte[64]),
        "ValidationException");
  }

  @Test
  void aDryRunChecksEverythingAndSignsNothing() {
    String key = signingKey();
    refusal(() -> dryRun(key, SigningAlgorithmSpec.ECDSA_SHA_256), "DryRunOperationException");
    refusal(() -> dryRun(key, SigningAlgorithmSpec.ECDSA_SHA_512), "InvalidKeyUsageException");
    kms.disableKey(r -> r.keyId(key));
    refusal(() -> dryRun(key, SigningAlgorithmSpec.ECDSA_SHA_256), "DisabledException");
  }

  @Test
  void grantTokensThatNobodyIssuedAreRefused() {
    String key = signingKey();
    refusal(
        () -> kms.getPublicKey(r -> r.keyId(key).grantTokens("made-up")),
        "InvalidGrantTokenException");
  }

  @Test
  void publicKeysDescribeThemselves() {
    String key = key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
    GetPublicKeyResponse answer = kms.getPublicKey(r -> r.keyId(key));
    assertThat(answer.keyId()).isEqualTo(key);
    assertThat(answer.keySpec()).isEqualTo(KeySpec.RSA_2048);
    assertThat(answer.keyUsage()).isEqualTo(KeyUsageType.SIGN_VERIFY);
    assertThat(answer.signingAlgorithms()).hasSize(6);
    assertThat(answer.hasEncryptionAlgorithms()).isFalse();
  }

  @Test
  void symmetricKeysHaveNoPublicKey() {
    String key = kms.createKey().keyMetadata().arn();
    refusal(() -> kms.getPublicKey(r -> r.keyId(key)), "UnsupportedOperationException");
  }

  @Test
  void theLogTellsTheAlgorithm() {
    String key = key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
    sign(key, SigningAlgorithmSpec.RSASSA_PSS_SHA_384, MessageType.RAW, MESSAGE);
    Call call = localKms.calls().all().get(localKms.calls().all().size() - 1);
    assertThat(call.operation()).isEqualTo("Sign");
    assertThat(call.algorithm()).isEqualTo("RSASSA_PSS_SHA_384");
  }

  @Test
  void opensslVerifies(@TempDir Path directory) throws Exception {
    String key = key(KeySpec.ECC_NIST_P384, KeyUsageType.SIGN_VERIFY);
    SdkBytes signature =
        sign(key, SigningAlgorithmSpec.ECDSA_SHA_384, MessageType.RAW, MESSAGE).signature();
    Files.write(directory.resolve("message"), MESSAGE);
    Files.write(directory.resolve("signature"), signature.asByteArray());
    Files.write(
        directory.resolve("key.der"),
        kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray());
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "dgst",
                "-sha384",
                "-keyform",
                "DER",
                "-verify",
                "key.der",
                "-signature",
                "signature",
                "message")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(openssl.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("Verified OK\n");
    assertThat(openssl.waitFor()).isZero();
  }

  private void dryRun(String key, SigningAlgorithmSpec algorithm) {
    kms.sign(
        r ->
            r.keyId(key)
                .signingAlgorithm(algorithm)
                .message(SdkBytes.fromByteArray(MESSAGE))
                .dryRun(true));
  }

  private void assertVerifiesInTheJdk(String key, SigningAlgorithmSpec algorithm, SdkBytes value)
      throws Exception {
    byte[] der = kms.getPublicKey(r -> r.keyId(key)).publicKey().asByteArray();
    assertThat(JdkVerifier.verifies(der, algorithm.toString(), MESSAGE, value.asByteArray()))
        .isTrue();
  }

  private static SdkBytes filled(SdkBytes like, int value) {
    byte[] bytes = like.asByteArray();
    Arrays.fill(bytes, (byte) value);
    return SdkBytes.fromByteArray(bytes);
  }

  private static byte[] digest(SigningAlgorithmSpec algorithm) throws Exception {
    String name = algorithm.toString();
    return MessageDigest.getInstance("SHA-" + name.substring(name.length() - 3)).digest(MESSAGE);
  }
}
