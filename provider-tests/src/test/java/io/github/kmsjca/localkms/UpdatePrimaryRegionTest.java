package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.encryptionsdk.AwsCrypto;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsMrkKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** The primary key moves, and the family stays one. */
final class UpdatePrimaryRegionTest extends KmsTest {
  private static final Duration DELAY = Duration.ofMinutes(10);
  private static final String OTHER = "eu-west-1";
  private static final String THIRD = "ap-south-1";

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).consistencyDelay(DELAY);
  }

  @Test
  void theRolesChangeInAllRegions() {
    String key = family();
    kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(OTHER));
    moveClock(DELAY);
    for (String region : new String[] {REGION, OTHER, THIRD}) {
      MultiRegionConfiguration family = describe(region, key).multiRegionConfiguration();
      assertThat(family.multiRegionKeyType())
          .isEqualTo(
              region.equals(OTHER) ? MultiRegionKeyType.PRIMARY : MultiRegionKeyType.REPLICA);
      assertThat(family.primaryKey().region()).isEqualTo(OTHER);
      assertThat(family.replicaKeys())
          .extracting(MultiRegionKey::region)
          .containsExactly(THIRD, REGION);
      assertThat(describe(region, key).keyState()).isEqualTo(KeyState.ENABLED);
    }
    refusal(
        () -> kms.replicateKey(r -> r.keyId(key).replicaRegion("sa-east-1")),
        "UnsupportedOperationException");
    client(OTHER).replicateKey(r -> r.keyId(key).replicaRegion("sa-east-1"));
  }

  @Test
  void meanwhileTheKeysCanBeUsedButNotManaged() {
    String key = family();
    kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(OTHER));
    assertThat(describe(REGION, key).keyState()).isEqualTo(KeyState.UPDATING);
    assertThat(describe(REGION, key).enabled()).isFalse();
    assertThat(describe(OTHER, key).keyState()).isEqualTo(KeyState.UPDATING);
    assertThat(describe(THIRD, key).keyState()).isEqualTo(KeyState.ENABLED);
    KmsClient there = client(OTHER);
    there.decrypt(r -> r.ciphertextBlob(encrypted(kms, key)));
    refusal(() -> there.disableKey(r -> r.keyId(key)), "KMSInvalidStateException");
    refusal(() -> kms.scheduleKeyDeletion(r -> r.keyId(key)), "KMSInvalidStateException");
    refusal(
        () -> there.replicateKey(r -> r.keyId(key).replicaRegion("sa-east-1")),
        "KMSInvalidStateException");
    moveClock(DELAY);
    client(OTHER).disableKey(r -> r.keyId(key));
  }

  @Test
  void theRotationGoesWithTheRole() {
    String key = family();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(90));
    kms.rotateKeyOnDemand(r -> r.keyId(key));
    kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(OTHER));
    String before = describe(THIRD, key).currentKeyMaterialId();
    moveClock(DELAY);
    String after = describe(THIRD, key).currentKeyMaterialId();
    assertThat(after).isNotEqualTo(before);
    refusal(() -> kms.disableKeyRotation(r -> r.keyId(key)), "UnsupportedOperationException");
    assertThat(client(OTHER).getKeyRotationStatus(r -> r.keyId(key)).rotationPeriodInDays())
        .isEqualTo(90);
    moveClock(Duration.ofDays(91));
    assertThat(describe(REGION, key).currentKeyMaterialId()).isNotIn(before, after);
    client(OTHER).disableKeyRotation(r -> r.keyId(key));
    assertThat(client(THIRD).getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled())
        .isFalse();
  }

  @Test
  void theFormerPrimaryCanGo() {
    String key = family();
    kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(OTHER));
    moveClock(DELAY);
    SdkBytes blob = encrypted(kms, key);
    assertThat(kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7)).keyState())
        .isEqualTo(KeyState.PENDING_DELETION);
    moveClock(Duration.ofDays(8));
    refusal(() -> describe(REGION, key), "NotFoundException");
    client(THIRD).decrypt(r -> r.ciphertextBlob(blob));
  }

  @Test
  void whatCannotChangeIsRefused() {
    String key = family();
    String single = kms.createKey().keyMetadata().arn();
    moveClock(DELAY);
    assertRefused(
        () -> kms.updatePrimaryRegion(r -> r.keyId(single).primaryRegion(OTHER)),
        "UnsupportedOperationException",
        single + " is not a multi-region primary key.");
    refusal(
        () -> client(OTHER).updatePrimaryRegion(r -> r.keyId(key).primaryRegion(THIRD)),
        "UnsupportedOperationException");
    refusal(
        () -> kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(REGION)),
        "UnsupportedOperationException");
    refusal(
        () -> kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion("sa-east-1")),
        "NotFoundException");
    refusal(
        () -> kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion("here")),
        "ValidationException");
    client(OTHER).disableKey(r -> r.keyId(key));
    refusal(
        () -> kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(OTHER)), "DisabledException");
    kms.disableKey(r -> r.keyId(key));
    refusal(
        () -> kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(THIRD)), "DisabledException");
  }

  /** It takes related keys for one, by their ids. */
  @Test
  void theEncryptionSdkFollows() {
    String key = family();
    AwsCrypto crypto = AwsCrypto.standard();
    byte[] sealed =
        crypto
            .encryptData(keyring(REGION, key), new byte[] {1, 2, 3}, Map.of("a", "b"))
            .getResult();
    kms.updatePrimaryRegion(r -> r.keyId(key).primaryRegion(OTHER));
    moveClock(DELAY);
    for (String region : new String[] {REGION, OTHER, THIRD}) {
      assertThat(crypto.decryptData(keyring(region, key), sealed).getResult())
          .containsExactly(1, 2, 3);
    }
  }

  private IKeyring keyring(String region, String key) {
    return MaterialProviders.builder()
        .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
        .build()
        .CreateAwsKmsMrkKeyring(
            CreateAwsKmsMrkKeyringInput.builder()
                .kmsKeyId("arn:aws:kms:" + region + ":000000000000:key/" + key)
                .kmsClient(client(region))
                .build());
  }

  /** The id of a key that is in three Regions, and known to all. */
  private String family() {
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
    moveClock(DELAY);
    kms.replicateKey(r -> r.keyId(key).replicaRegion(OTHER));
    kms.replicateKey(r -> r.keyId(key).replicaRegion(THIRD));
    moveClock(DELAY);
    return key;
  }

  private KeyMetadata describe(String region, String key) {
    return client(region).describeKey(r -> r.keyId(key)).keyMetadata();
  }

  private static SdkBytes encrypted(KmsClient client, String key) {
    return client
        .encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")))
        .ciphertextBlob();
  }
}
