package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/** GenerateMac and VerifyMac. */
final class MacTest extends KmsTest {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

  private String macKey(KeySpec spec) {
    return key(spec, KeyUsageType.GENERATE_VERIFY_MAC);
  }

  private GenerateMacResponse mac(String key, MacAlgorithmSpec algorithm, byte[] message) {
    return kms.generateMac(
        r -> r.keyId(key).macAlgorithm(algorithm).message(SdkBytes.fromByteArray(message)));
  }

  private VerifyMacResponse verify(
      String key, MacAlgorithmSpec algorithm, byte[] message, SdkBytes mac) {
    return kms.verifyMac(
        r ->
            r.keyId(key).macAlgorithm(algorithm).message(SdkBytes.fromByteArray(message)).mac(mac));
  }

  @ParameterizedTest
  @CsvSource({
    "HMAC_224, HMAC_SHA_224, 28",
    "HMAC_256, HMAC_SHA_256, 32",
    "HMAC_384, HMAC_SHA_384, 48",
    "HMAC_512, HMAC_SHA_512, 64"
  })
  void aMacHasItsLengthAndVerifies(KeySpec spec, MacAlgorithmSpec algorithm, int length) {
    KeyMetadata key =
        kms.createKey(r -> r.keySpec(spec).keyUsage(KeyUsageType.GENERATE_VERIFY_MAC))
            .keyMetadata();
    assertThat(key.macAlgorithms()).containsExactly(algorithm);
    assertThat(key.currentKeyMaterialId()).isNull();
    GenerateMacResponse made = mac(key.keyId(), algorithm, MESSAGE);
    assertThat(made.keyId()).isEqualTo(key.arn());
    assertThat(made.macAlgorithm()).isEqualTo(algorithm);
    assertThat(made.mac().asByteArray()).hasSize(length);
    assertThat(mac(key.arn(), algorithm, MESSAGE).mac()).isEqualTo(made.mac());
    assertThat(mac(macKey(spec), algorithm, MESSAGE).mac()).isNotEqualTo(made.mac());
    VerifyMacResponse verified = verify(key.arn(), algorithm, MESSAGE, made.mac());
    assertThat(verified.macValid()).isTrue();
    assertThat(verified.keyId()).isEqualTo(key.arn());
    assertThat(verified.macAlgorithm()).isEqualTo(algorithm);
    refusal(() -> kms.getPublicKey(r -> r.keyId(key.arn())), "UnsupportedOperationException");
  }

  @Test
  void anotherMacIsRefused() {
    String key = macKey(KeySpec.HMAC_256);
    SdkBytes right = mac(key, MacAlgorithmSpec.HMAC_SHA_256, MESSAGE).mac();
    byte[] wrong = right.asByteArray();
    wrong[31] ^= 1;
    for (SdkBytes mac :
        new SdkBytes[] {
          SdkBytes.fromByteArray(wrong),
          SdkBytes.fromByteArrayUnsafe(new byte[31]),
          SdkBytes.fromByteArrayUnsafe(new byte[6144])
        }) {
      refusal(
          () -> verify(key, MacAlgorithmSpec.HMAC_SHA_256, MESSAGE, mac), "KMSInvalidMacException");
    }
    refusal(
        () -> verify(key, MacAlgorithmSpec.HMAC_SHA_256, new byte[1], right),
        "KMSInvalidMacException");
  }

  @Test
  void messagesHave1To4096Bytes() {
    String key = macKey(KeySpec.HMAC_512);
    assertThat(mac(key, MacAlgorithmSpec.HMAC_SHA_512, new byte[4096]).mac()).isNotNull();
    refusal(() -> mac(key, MacAlgorithmSpec.HMAC_SHA_512, new byte[4097]), "ValidationException");
    refusal(() -> mac(key, MacAlgorithmSpec.HMAC_SHA_512, new byte[0]), "ValidationException");
  }

  @Test
  void keyAndAlgorithmFitTogether() {
    String key = macKey(KeySpec.HMAC_256);
    assertRefused(
        () -> mac(key, MacAlgorithmSpec.HMAC_SHA_512, MESSAGE),
        "InvalidKeyUsageException",
        "Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.");
    String other = signingKey();
    assertRefused(
        () -> mac(other, MacAlgorithmSpec.HMAC_SHA_256, MESSAGE),
        "InvalidKeyUsageException",
        other + " key usage is SIGN_VERIFY which is not valid for GenerateMac.");
    assertRefused(
        () -> sign(key),
        "InvalidKeyUsageException",
        key + " key usage is GENERATE_VERIFY_MAC which is not valid for Sign.");
    refusal(
        () -> kms.generateDataKey(r -> r.keyId(key).numberOfBytes(1)), "InvalidKeyUsageException");
  }

  @Test
  void aDryRunMakesNone() {
    String key = macKey(KeySpec.HMAC_256);
    refusal(
        () ->
            kms.generateMac(
                r ->
                    r.keyId(key)
                        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                        .message(SdkBytes.fromByteArray(MESSAGE))
                        .dryRun(true)),
        "DryRunOperationException");
    kms.disableKey(r -> r.keyId(key));
    refusal(() -> mac(key, MacAlgorithmSpec.HMAC_SHA_256, MESSAGE), "DisabledException");
  }

  /** The usage has to be said; nothing else would do. */
  @Test
  void newKeysSayWhatTheyAreFor() {
    refusal(() -> kms.createKey(r -> r.keySpec(KeySpec.HMAC_256)), "ValidationException");
    refusal(() -> key(KeySpec.HMAC_256, KeyUsageType.ENCRYPT_DECRYPT), "ValidationException");
    refusal(
        () -> key(KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.GENERATE_VERIFY_MAC),
        "ValidationException");
  }
}
