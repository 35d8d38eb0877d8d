package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportState;
import software.amazon.awssdk.services.kms.model.ImportType;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/** Further material for a key, which a rotation takes up. */
final class ImportedRotationTest extends ImportedKeyTest {
  private static final Consumer<ImportKeyMaterialRequest.Builder> NEW =
      FOREVER.andThen(r -> r.importType(ImportType.NEW_KEY_MATERIAL));
  private static final Consumer<ImportKeyMaterialRequest.Builder> EXISTING =
      FOREVER.andThen(r -> r.importType(ImportType.EXISTING_KEY_MATERIAL));

  private final byte[] one = randomBytes(32);
  private final byte[] two = randomBytes(32);

  @Test
  void aRotationTakesUpWhatWasImported() {
    String key = externalSymmetricKey();
    String first = importTo(key, one, FOREVER.andThen(describedAs("one"))).keyMaterialId();
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "KMSInvalidStateException");
    SdkBytes before = encrypted(key);
    String second = importTo(key, two, NEW.andThen(describedAs("two"))).keyMaterialId();
    assertThat(describe(key).currentKeyMaterialId()).isEqualTo(first);
    RotationsListEntry pending = rotations(key).get(1);
    assertThat(pending.keyMaterialId()).isEqualTo(second);
    assertThat(pending.keyMaterialState()).isEqualTo(KeyMaterialState.PENDING_ROTATION);
    assertThat(pending.importState()).isEqualTo(ImportState.IMPORTED);
    assertThat(pending.rotationDate()).isNull();
    assertThat(kms.listKeyRotations(r -> r.keyId(key)).rotations()).isEmpty();

    assertThat(kms.rotateKeyOnDemand(r -> r.keyId(key)).keyId()).isEqualTo(key);
    assertThat(describe(key).currentKeyMaterialId()).isEqualTo(second);
    assertStates(key, KeyMaterialState.NON_CURRENT, KeyMaterialState.CURRENT);
    RotationsListEntry current = rotations(key).get(1);
    assertThat(current.rotationType()).isEqualTo(RotationType.ON_DEMAND);
    assertThat(current.keyMaterialDescription()).isEqualTo("two");
    assertThat(current.expirationModel())
        .isEqualTo(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
    assertThat(kms.decrypt(r -> r.ciphertextBlob(before)).keyMaterialId()).isEqualTo(first);
    assertThat(kms.decrypt(r -> r.ciphertextBlob(encrypted(key))).keyMaterialId())
        .isEqualTo(second);
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "KMSInvalidStateException");
  }

  @Test
  void theKeyNeedsAllThatItHasUsed() {
    String key = externalSymmetricKey();
    String first = importTo(key, one, FOREVER.andThen(describedAs("one"))).keyMaterialId();
    importTo(key, two, NEW);
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    assertThat(
            kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId(first)).keyMaterialId())
        .isEqualTo(first);
    assertState(key, KeyState.PENDING_IMPORT);
    assertThat(rotations(key).get(0).importState()).isEqualTo(ImportState.PENDING_IMPORT);
    assertThat(rotations(key).get(0).expirationModel()).isNull();
    refusal(() -> encrypted(key), "KMSInvalidStateException");
    refusal(() -> importTo(key, randomBytes(32), FOREVER), "IncorrectKeyMaterialException");
    refusal(
        () -> importTo(key, two, FOREVER.andThen(r -> r.keyMaterialId(first))),
        "IncorrectKeyMaterialException");
    importTo(key, one, EXISTING.andThen(r -> r.keyMaterialId(first)));
    assertState(key, KeyState.ENABLED);
    assertThat(rotations(key).get(0).keyMaterialDescription()).isEqualTo("one");
    String current = kms.deleteImportedKeyMaterial(r -> r.keyId(key)).keyMaterialId();
    assertThat(current).isEqualTo(describe(key).currentKeyMaterialId()).isNotEqualTo(first);
    importTo(key, two, FOREVER);
    encrypted(key);
  }

  @Test
  void eachMaterialGoesOnItsOwnDay() {
    String key = externalSymmetricKey();
    importTo(key, one, FOREVER);
    importTo(
        key,
        two,
        r ->
            r.importType(ImportType.NEW_KEY_MATERIAL)
                .validTo(clock.instant().plus(Duration.ofDays(10))));
    assertThat(describe(key).expirationModel())
        .isEqualTo(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE);
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    assertThat(describe(key).expirationModel()).isEqualTo(ExpirationModelType.KEY_MATERIAL_EXPIRES);
    importTo(key, one, r -> r.validTo(clock.instant().plus(Duration.ofDays(3))));
    assertThat(describe(key).validTo()).isBefore(clock.instant().plus(Duration.ofDays(4)));
    moveClock(Duration.ofDays(4));
    assertState(key, KeyState.PENDING_IMPORT);
    assertThat(rotations(key))
        .extracting(RotationsListEntry::importState)
        .containsExactly(ImportState.PENDING_IMPORT, ImportState.IMPORTED);
    importTo(key, one, FOREVER);
    assertState(key, KeyState.ENABLED);
    moveClock(Duration.ofDays(7));
    assertState(key, KeyState.PENDING_IMPORT);
  }

  @Test
  void whatAwaitsItsRotationIsNotBoundToTheKey() {
    String key = externalSymmetricKey();
    importTo(key, one, FOREVER);
    String second = importTo(key, two, NEW).keyMaterialId();
    refusal(() -> importTo(key, two, NEW), "IncorrectKeyMaterialException");
    refusal(() -> importTo(key, one, NEW), "IncorrectKeyMaterialException");
    refusal(() -> importTo(key, randomBytes(32), NEW), "KMSInvalidStateException");
    assertThat(
            kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId(second)).keyMaterialId())
        .isEqualTo(second);
    assertState(key, KeyState.ENABLED);
    assertThat(rotations(key)).hasSize(1);
    refusal(() -> importTo(key, two, FOREVER), "IncorrectKeyMaterialException");
    refusal(
        () -> kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId(second)),
        "NotFoundException");
    importTo(key, randomBytes(32), NEW);
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    assertThat(rotations(key)).hasSize(2);
  }

  @Test
  void whatAwaitsItsRotationMayGoAndComeBack() {
    String key = externalSymmetricKey();
    importTo(key, one, FOREVER);
    importTo(
        key,
        two,
        r ->
            r.importType(ImportType.NEW_KEY_MATERIAL)
                .validTo(clock.instant().plus(Duration.ofDays(1))));
    moveClock(Duration.ofDays(2));
    assertState(key, KeyState.ENABLED);
    assertThat(rotations(key).get(1).importState()).isEqualTo(ImportState.PENDING_IMPORT);
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "KMSInvalidStateException");
    importTo(key, two, FOREVER);
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    assertStates(key, KeyMaterialState.NON_CURRENT, KeyMaterialState.CURRENT);
  }

  @Test
  void allRegionsMustHaveIt() {
    KmsClient here = kms;
    KmsClient there = client("eu-west-1");
    String key =
        kms.createKey(r -> r.origin(OriginType.EXTERNAL).multiRegion(true)).keyMetadata().arn();
    String replica = key.replace(REGION, "eu-west-1");
    String first = importTo(key, one, FOREVER).keyMaterialId();
    kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-west-1"));
    kms = there;
    assertThat(importTo(replica, one, EXISTING).keyMaterialId()).isEqualTo(first);
    refusal(() -> importTo(replica, two, NEW), "UnsupportedOperationException");
    kms = here;
    SdkBytes before = encrypted(key);
    importTo(key, two, NEW);
    KeyMaterialState waiting = KeyMaterialState.PENDING_MULTI_REGION_IMPORT_AND_ROTATION;
    assertStates(key, KeyMaterialState.CURRENT, waiting);
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "KMSInvalidStateException");
    kms = there;
    assertStates(replica, KeyMaterialState.CURRENT, waiting);
    assertState(replica, KeyState.ENABLED);
    importTo(replica, two, EXISTING);
    assertStates(replica, KeyMaterialState.CURRENT, KeyMaterialState.PENDING_ROTATION);
    kms = here;
    assertStates(key, KeyMaterialState.CURRENT, KeyMaterialState.PENDING_ROTATION);
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    SdkBytes after = encrypted(key);
    kms = there;
    assertStates(replica, KeyMaterialState.NON_CURRENT, KeyMaterialState.CURRENT);
    assertThat(kms.decrypt(r -> r.ciphertextBlob(before)).keyMaterialId()).isEqualTo(first);
    assertThat(kms.decrypt(r -> r.ciphertextBlob(after)).keyId()).isEqualTo(replica);
  }

  @Test
  void whatThePrimaryForgetsIsForgottenEverywhere() {
    String key =
        kms.createKey(r -> r.origin(OriginType.EXTERNAL).multiRegion(true)).keyMetadata().arn();
    String replica = key.replace(REGION, "eu-west-1");
    importTo(key, one, FOREVER);
    kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-west-1"));
    String second = importTo(key, two, NEW).keyMaterialId();
    KmsClient here = kms;
    kms = client("eu-west-1");
    importTo(replica, one, FOREVER);
    importTo(replica, two, FOREVER);
    kms.deleteImportedKeyMaterial(r -> r.keyId(replica).keyMaterialId(second));
    assertThat(rotations(replica).get(1).importState()).isEqualTo(ImportState.PENDING_IMPORT);
    KmsClient there = kms;
    kms = here;
    assertThat(rotations(key).get(1).importState()).isEqualTo(ImportState.IMPORTED);
    kms.deleteImportedKeyMaterial(r -> r.keyId(key).keyMaterialId(second));
    assertThat(rotations(key)).hasSize(1);
    kms = there;
    assertThat(rotations(replica)).hasSize(1);
  }

  private static Consumer<ImportKeyMaterialRequest.Builder> describedAs(String text) {
    return r -> r.keyMaterialDescription(text);
  }

  private void assertStates(String key, KeyMaterialState... states) {
    assertThat(rotations(key))
        .extracting(RotationsListEntry::keyMaterialState)
        .containsExactly(states);
  }

  private List<RotationsListEntry> rotations(String key) {
    return kms.listKeyRotations(
            r -> r.keyId(key).includeKeyMaterial(IncludeKeyMaterial.ALL_KEY_MATERIAL))
        .rotations();
  }

  private SdkBytes encrypted(String key) {
    return kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))).ciphertextBlob();
  }
}
