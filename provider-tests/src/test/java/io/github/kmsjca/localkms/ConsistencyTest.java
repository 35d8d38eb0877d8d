package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

/** What others have made shows only after a while, as in AWS. */
final class ConsistencyTest extends ImportedKeyTest {
  private static final Duration DELAY = Duration.ofMinutes(10);
  private static final Duration ALMOST = Duration.ofMinutes(8);
  private static final Duration REST = Duration.ofMinutes(2);

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).consistencyDelay(DELAY);
  }

  private interface KeyCall {
    void make(KmsClient kms, String key);
  }

  static List<KeyCall> callsOnANewKey() {
    return List.of(
        (kms, key) -> kms.describeKey(r -> r.keyId(key)),
        (kms, key) -> kms.getPublicKey(r -> r.keyId(key)),
        (kms, key) -> kms.createAlias(r -> r.aliasName("alias/new").targetKeyId(key)),
        (kms, key) -> kms.disableKey(r -> r.keyId(key)),
        (kms, key) -> kms.listResourceTags(r -> r.keyId(key)),
        (kms, key) -> kms.scheduleKeyDeletion(r -> r.keyId(key)));
  }

  @ParameterizedTest
  @MethodSource("callsOnANewKey")
  void aNewKeyIsNotFound(KeyCall call) {
    String key = signingKey();
    moveClock(ALMOST);
    assertRefused(
        () -> call.make(kms, key), "NotFoundException", "Key '" + key + "' does not exist");
    moveClock(REST);
    call.make(kms, key);
  }

  @Test
  void aNewKeyIsNotListed() {
    signingKey();
    assertThat(kms.listKeys().keys()).isEmpty();
    moveClock(DELAY);
    assertThat(kms.listKeys().keys()).hasSize(1);
  }

  @Test
  void aNewAliasIsNotFoundButItsNameIsTaken() {
    String key = signingKey();
    moveClock(DELAY);
    kms.createAlias(r -> r.aliasName("alias/new").targetKeyId(key));
    refusal(() -> kms.getPublicKey(r -> r.keyId("alias/new")), "NotFoundException");
    refusal(() -> kms.deleteAlias(r -> r.aliasName("alias/new")), "NotFoundException");
    assertThat(ownAliases()).isEmpty();
    refusal(
        () -> kms.createAlias(r -> r.aliasName("alias/new").targetKeyId(key)),
        "AlreadyExistsException");
    moveClock(DELAY);
    kms.getPublicKey(r -> r.keyId("alias/new"));
    assertThat(ownAliases()).hasSize(1);
  }

  @Test
  void importedMaterialIsStillAwaited() {
    String key = externalSymmetricKey();
    refusal(() -> parameters(key), "NotFoundException");
    moveClock(DELAY);
    importTo(key, randomBytes(32), FOREVER);
    assertThat(describe(key).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    assertRefused(
        () -> kms.generateDataKey(r -> r.keyId(key).numberOfBytes(16)),
        "KMSInvalidStateException",
        key + " is pending import.");
    kms.tagResource(r -> r.keyId(key).tags(Tag.builder().tagKey("a").tagValue("b").build()));
    moveClock(DELAY);
    assertThat(describe(key).keyState()).isEqualTo(KeyState.ENABLED);
    kms.generateDataKey(r -> r.keyId(key).numberOfBytes(16));
    assertThat(kms.listResourceTags(r -> r.keyId(key)).tags()).hasSize(1);
  }

  @Test
  void importingAgainHidesNothing() {
    String key = externalSymmetricKey();
    moveClock(DELAY);
    byte[] material = randomBytes(32);
    importTo(key, material, FOREVER);
    moveClock(DELAY);
    importTo(key, material, FOREVER);
    assertThat(describe(key).keyState()).isEqualTo(KeyState.ENABLED);
  }

  @Test
  void changesOfWhatIsKnownShowAtOnce() {
    String key = signingKey();
    moveClock(DELAY);
    kms.disableKey(r -> r.keyId(key));
    refusal(() -> sign(key), "DisabledException");
    kms.enableKey(r -> r.keyId(key));
    sign(key);
  }

  @Test
  void whatIsMadeWithoutAClientShowsAtOnce() {
    String key = localKms.createKey(REGION, "ECC_NIST_P256", "SIGN_VERIFY");
    localKms.createAlias(REGION, "alias/made", key);
    sign("alias/made");
    assertThat(ownAliases()).hasSize(1);
  }

  @Test
  void aReplicaIsBeingCreated() {
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
    moveClock(DELAY);
    kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-west-1"));
    KmsClient europe = client("eu-west-1");
    assertThat(europe.describeKey(r -> r.keyId(key)).keyMetadata().keyState())
        .isEqualTo(KeyState.CREATING);
    assertThat(
            refusal(
                    () -> europe.generateDataKey(r -> r.keyId(key).numberOfBytes(16)),
                    "KMSInvalidStateException")
                .awsErrorDetails()
                .errorMessage())
        .endsWith(" is creating.");
    moveClock(DELAY);
    client("eu-west-1").generateDataKey(r -> r.keyId(key).numberOfBytes(16));
  }

  @Test
  void aRotationTakesItsTime() {
    String key = kms.createKey().keyMetadata().keyId();
    moveClock(DELAY);
    String before = describe(key).currentKeyMaterialId();
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    assertThat(describe(key).currentKeyMaterialId()).isEqualTo(before);
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).onDemandRotationStartDate())
        .isBefore(clock.instant());
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "ConflictException");
    moveClock(DELAY);
    assertThat(describe(key).currentKeyMaterialId()).isNotEqualTo(before);
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).onDemandRotationStartDate()).isNull();
    kms.rotateKeyOnDemand(r -> r.keyId(key));
  }

  @Test
  void theKeyOfAServiceShowsAtOnce() {
    assertThat(describe("alias/aws/s3")).isEqualTo(describe("alias/aws/s3"));
    assertThat(kms.listKeys().keys()).hasSize(1);
  }

  @Test
  void aDelayIsNotNegative() {
    assertThatThrownBy(() -> LocalKms.builder().consistencyDelay(DELAY.negated()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
