package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** EnableKeyRotation, DisableKeyRotation and GetKeyRotationStatus. */
final class RotationTest extends KmsTest {

  @Test
  void rotationIsOffUntilItIsEnabled() {
    String key = kms.createKey().keyMetadata().arn();
    GetKeyRotationStatusResponse off = status(key);
    assertThat(off.keyId()).isEqualTo(key);
    assertThat(off.keyRotationEnabled()).isFalse();
    assertThat(off.rotationPeriodInDays()).isNull();
    assertThat(off.nextRotationDate()).isNull();
    assertThat(off.onDemandRotationStartDate()).isNull();
    kms.enableKeyRotation(r -> r.keyId(key));
    assertRotates(key, 365, Duration.ofDays(365));
    kms.disableKeyRotation(r -> r.keyId(key));
    assertThat(status(key).keyRotationEnabled()).isFalse();
    kms.disableKeyRotation(r -> r.keyId(key));
    assertThat(status(key)).hasToString(off.toString());
  }

  @Test
  void thePeriodCanBeChanged() {
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().arn();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
    assertRotates(key, 90, Duration.ofDays(90));
    moveClock(Duration.ofDays(30));
    kms.enableKeyRotation(r -> r.keyId(key));
    assertRotates(key, 90, Duration.ofDays(60));
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(2560));
    assertRotates(key, 2560, Duration.ofDays(2560));
  }

  @Test
  void theNextDateIsAlwaysAhead() {
    String key = kms.createKey().keyMetadata().arn();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(100));
    moveClock(Duration.ofDays(99));
    assertRotates(key, 100, Duration.ofDays(1));
    moveClock(Duration.ofDays(2));
    assertRotates(key, 100, Duration.ofDays(99));
    moveClock(Duration.ofDays(350));
    assertRotates(key, 100, Duration.ofDays(49));
  }

  @Test
  void theClockBringsNewMaterialAndTheOldStillDecrypts() {
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().arn();
    kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-west-1"));
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
    SdkBytes first = encrypted(key);
    String before = materialOf(key);
    moveClock(Duration.ofDays(91));
    SdkBytes second = encrypted(key);
    String after = materialOf(key);
    assertThat(after).isNotEqualTo(before);
    moveClock(Duration.ofDays(180));
    assertThat(materialOf(key)).isNotIn(before, after);
    for (KmsClient region : List.of(kms, client("eu-west-1"))) {
      assertThat(decrypted(region, first).keyMaterialId()).isEqualTo(before);
      assertThat(decrypted(region, second).keyMaterialId()).isEqualTo(after);
    }
  }

  @Test
  void whatADisabledKeyMissedIsDoneOnceItIsEnabled() {
    String key = kms.createKey().keyMetadata().arn();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
    String before = materialOf(key);
    kms.disableKey(r -> r.keyId(key));
    moveClock(Duration.ofDays(300));
    assertThat(materialOf(key)).isEqualTo(before);
    kms.enableKey(r -> r.keyId(key));
    assertThat(materialOf(key)).isNotEqualTo(before);
    assertRotates(key, 90, Duration.ofDays(90));
  }

  private String materialOf(String key) {
    return kms.describeKey(r -> r.keyId(key)).keyMetadata().currentKeyMaterialId();
  }

  private SdkBytes encrypted(String key) {
    return kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
  }

  private static DecryptResponse decrypted(KmsClient client, SdkBytes blob) {
    return client.decrypt(r -> r.ciphertextBlob(blob));
  }

  @ParameterizedTest
  @ValueSource(ints = {89, 2561, 0, -1})
  void thePeriodHasItsBounds(int days) {
    String key = kms.createKey().keyMetadata().arn();
    refusal(
        () -> kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(days)),
        "ValidationException");
    assertThat(status(key).keyRotationEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, ENCRYPT_DECRYPT",
    "ECC_NIST_P256, SIGN_VERIFY",
    "HMAC_256, GENERATE_VERIFY_MAC",
    "ML_KEM_512, ENCAPSULATE_DECAPSULATE"
  })
  void onlySymmetricKeysRotate(KeySpec spec, KeyUsageType usage) {
    String key = key(spec, usage);
    String type = "UnsupportedOperationException";
    assertRefused(() -> kms.enableKeyRotation(r -> r.keyId(key)), type, null);
    kms.disableKeyRotation(r -> r.keyId(key));
    assertRefused(() -> status(key), type, null);
  }

  @Test
  void importedMaterialDoesNotRotateByItself() {
    String key = kms.createKey(r -> r.origin(OriginType.EXTERNAL)).keyMetadata().arn();
    String message = key + " origin is EXTERNAL which is not valid for this operation.";
    assertRefused(
        () -> kms.enableKeyRotation(r -> r.keyId(key)), "UnsupportedOperationException", message);
    assertRefused(
        () -> kms.disableKeyRotation(r -> r.keyId(key)), "UnsupportedOperationException", message);
    assertThat(status(key).keyRotationEnabled()).isFalse();
  }

  @Test
  void onlyAnEnabledKeyIsSwitched() {
    String key = kms.createKey().keyMetadata().arn();
    kms.enableKeyRotation(r -> r.keyId(key));
    kms.disableKey(r -> r.keyId(key));
    String disabled = key + " is disabled.";
    assertRefused(() -> kms.enableKeyRotation(r -> r.keyId(key)), "DisabledException", disabled);
    assertRefused(() -> kms.disableKeyRotation(r -> r.keyId(key)), "DisabledException", disabled);
    assertThat(status(key).keyRotationEnabled()).isTrue();
    kms.scheduleKeyDeletion(r -> r.keyId(key));
    assertRefused(
        () -> kms.enableKeyRotation(r -> r.keyId(key)),
        "KMSInvalidStateException",
        key + " is pending deletion.");
    assertThat(status(key).keyRotationEnabled()).isFalse();
    assertThat(status(key).nextRotationDate()).isNull();
    kms.cancelKeyDeletion(r -> r.keyId(key));
    assertThat(status(key).keyRotationEnabled()).isTrue();
    refusal(() -> status("alias/none"), "InvalidArnException");
  }

  private GetKeyRotationStatusResponse status(String key) {
    return kms.getKeyRotationStatus(r -> r.keyId(key));
  }

  private void assertRotates(String key, int days, Duration from) {
    GetKeyRotationStatusResponse status = status(key);
    assertThat(status.keyId()).isEqualTo(key);
    assertThat(status.keyRotationEnabled()).isTrue();
    assertThat(status.rotationPeriodInDays()).isEqualTo(days);
    assertThat(status.nextRotationDate())
        .isCloseTo(clock.instant().plus(from), within(1, ChronoUnit.MINUTES));
  }
}
