package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/** RotateKeyOnDemand and ListKeyRotations on keys whose material KMS makes. */
final class RotateKeyOnDemandTest extends KmsTest {

  @Test
  void newMaterialEncryptsAndTheOldStillDecrypts() {
    String key = kms.createKey().keyMetadata().arn();
    SdkBytes before = encrypted(key);
    String first = materialOf(key);
    String id = key.substring(key.indexOf('/') + 1);
    assertThat(kms.rotateKeyOnDemand(r -> r.keyId(id)).keyId()).isEqualTo(key);
    String second = materialOf(key);
    assertThat(second).isNotEqualTo(first).matches("[0-9a-f]{64}");
    assertThat(kms.decrypt(r -> r.ciphertextBlob(before)).keyMaterialId()).isEqualTo(first);
    SdkBytes after = encrypted(key);
    assertThat(kms.decrypt(r -> r.ciphertextBlob(after)).keyMaterialId()).isEqualTo(second);
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).onDemandRotationStartDate()).isNull();
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled()).isFalse();
  }

  @Test
  void theListHasWhatWasAsked() {
    String key = kms.createKey().keyMetadata().arn();
    String first = materialOf(key);
    assertThat(rotations(key)).isEmpty();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    moveClock(Duration.ofDays(91));
    List<RotationsListEntry> done = rotations(key, IncludeKeyMaterial.ROTATIONS_ONLY);
    assertThat(done)
        .extracting(RotationsListEntry::rotationType)
        .containsExactly(RotationType.ON_DEMAND, RotationType.AUTOMATIC);
    assertThat(done)
        .extracting(RotationsListEntry::keyMaterialState)
        .containsExactly(KeyMaterialState.NON_CURRENT, KeyMaterialState.CURRENT);
    assertThat(done.get(1).keyMaterialId()).isEqualTo(materialOf(key));
    assertThat(done.get(1).keyId()).isEqualTo(key);
    assertThat(done.get(0).rotationDate().plus(Duration.ofDays(90)))
        .isCloseTo(done.get(1).rotationDate(), within(1, ChronoUnit.MINUTES));
    List<RotationsListEntry> all = rotations(key, IncludeKeyMaterial.ALL_KEY_MATERIAL);
    assertThat(all.get(0).keyMaterialId()).isEqualTo(first);
    assertThat(all.get(0).rotationDate()).isNull();
    assertThat(all.get(0).rotationType()).isNull();
    assertThat(all.get(0).importState()).isNull();
    assertThat(all.get(0).expirationModel()).isNull();
    assertThat(all.subList(1, 3)).isEqualTo(done);
    assertThat(rotations(key)).isEqualTo(done);
  }

  @Test
  void theScheduleStaysAsItWas() {
    String key = kms.createKey().keyMetadata().arn();
    kms.enableKeyRotation(r -> r.keyId(key));
    var next = kms.getKeyRotationStatus(r -> r.keyId(key)).nextRotationDate();
    moveClock(Duration.ofDays(10));
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).nextRotationDate()).isEqualTo(next);
  }

  @Test
  void theListComesInPages() {
    String key = kms.createKey().keyMetadata().arn();
    for (int i = 0; i < 25; i++) {
      kms.rotateKeyOnDemand(r -> r.keyId(key));
    }
    ListKeyRotationsResponse page = kms.listKeyRotations(r -> r.keyId(key).limit(10));
    assertThat(page.rotations()).hasSize(10);
    assertThat(page.truncated()).isTrue();
    assertThat(kms.listKeyRotationsPaginator(r -> r.keyId(key).limit(10)).rotations().stream())
        .hasSize(25)
        .doesNotHaveDuplicates();
    refusal(() -> kms.listKeyRotations(r -> r.keyId(key).marker("none")), "InvalidMarkerException");
    // The text is AWS's own, recorded by LocalStack (test_key_rotations_limits).
    assertRefused(
        () -> kms.rotateKeyOnDemand(r -> r.keyId(key)),
        "LimitExceededException",
        "The on-demand rotations limit has been reached for the given keyId. No more on-demand"
            + " rotations can be performed for this key: "
            + key);
  }

  @Test
  void allRegionsGetTheSameMaterial() {
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().arn();
    String replica = key.replace(REGION, "eu-west-1");
    kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-west-1"));
    KmsClient europe = client("eu-west-1");
    SdkBytes before = encrypted(key);
    refusal(() -> europe.rotateKeyOnDemand(r -> r.keyId(replica)), "UnsupportedOperationException");
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    SdkBytes after = encrypted(key);
    europe.decrypt(r -> r.ciphertextBlob(before));
    assertThat(europe.decrypt(r -> r.ciphertextBlob(after)).keyMaterialId())
        .isEqualTo(materialOf(key));
    assertThat(europe.listKeyRotations(r -> r.keyId(replica)).rotations()).hasSize(1);
  }

  @Test
  void aRotationThatIsAboutToBeginIsNotOvertaken() {
    String key = kms.createKey().keyMetadata().arn();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
    moveClock(Duration.ofDays(90).minusMinutes(15));
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "ConflictException");
    moveClock(Duration.ofMinutes(16));
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    assertThat(rotations(key)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"RSA_2048, ENCRYPT_DECRYPT", "HMAC_256, GENERATE_VERIFY_MAC"})
  void onlySymmetricKeysRotate(KeySpec spec, KeyUsageType usage) {
    String key = key(spec, usage);
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "UnsupportedOperationException");
    refusal(() -> rotations(key), "UnsupportedOperationException");
  }

  @Test
  void onlyAnEnabledKeyRotates() {
    String key = kms.createKey().keyMetadata().arn();
    kms.disableKey(r -> r.keyId(key));
    assertRefused(
        () -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "DisabledException", key + " is disabled.");
    kms.scheduleKeyDeletion(r -> r.keyId(key));
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "KMSInvalidStateException");
    assertThat(rotations(key, IncludeKeyMaterial.ALL_KEY_MATERIAL)).hasSize(1);
    String empty = kms.createKey(r -> r.origin(OriginType.EXTERNAL)).keyMetadata().arn();
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(empty)), "KMSInvalidStateException");
    assertThat(rotations(empty, IncludeKeyMaterial.ALL_KEY_MATERIAL)).isEmpty();
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key + "0")), "NotFoundException");
  }

  private List<RotationsListEntry> rotations(String key) {
    return kms.listKeyRotations(r -> r.keyId(key)).rotations();
  }

  private List<RotationsListEntry> rotations(String key, IncludeKeyMaterial included) {
    return kms.listKeyRotations(r -> r.keyId(key).includeKeyMaterial(included)).rotations();
  }

  private String materialOf(String key) {
    return kms.describeKey(r -> r.keyId(key)).keyMetadata().currentKeyMaterialId();
  }

  private SdkBytes encrypted(String key) {
    return kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
  }
}
