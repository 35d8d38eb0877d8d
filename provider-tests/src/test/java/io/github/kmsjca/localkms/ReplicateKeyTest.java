package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.Tag;

/** One key in several Regions. */
final class ReplicateKeyTest extends ImportedKeyTest {
  private static final String OTHER = "eu-west-1";

  private final KmsClient europe = client(OTHER);

  @Test
  void theReplicaIsDescribedInTheAnswer() {
    String primary = multiRegionKey();
    ReplicateKeyResponse answer =
        kms.replicateKey(
            r ->
                r.keyId(primary)
                    .replicaRegion(OTHER)
                    .description("a copy")
                    .tags(Tag.builder().tagKey("k").tagValue("v").build()));
    KeyMetadata replica = answer.replicaKeyMetadata();
    assertThat(replica.arn()).isEqualTo(primary.replace(REGION, OTHER));
    assertThat(replica.keyId()).startsWith("mrk-");
    assertThat(replica.keyState()).isEqualTo(KeyState.CREATING);
    assertThat(replica.enabled()).isFalse();
    assertThat(replica.description()).isEqualTo("a copy");
    assertThat(replica.multiRegion()).isTrue();
    assertThat(replica.currentKeyMaterialId()).isNull();
    assertThat(answer.replicaPolicy()).contains("arn:aws:iam::000000000000:root");
    assertThat(answer.replicaTags()).hasSize(1);
    assertThat(describe(europe, primary).keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(europe.listResourceTags(r -> r.keyId(replica.keyId())).tags()).hasSize(1);
    assertThat(kms.listResourceTags(r -> r.keyId(primary)).tags()).isEmpty();
  }

  @Test
  void allKnowAllOthers() {
    String primary = multiRegionKey();
    replicate(primary, OTHER);
    replicate(primary, "ap-south-1");
    for (String region : new String[] {REGION, OTHER, "ap-south-1"}) {
      MultiRegionConfiguration family =
          describe(client(region), primary).multiRegionConfiguration();
      assertThat(family.multiRegionKeyType())
          .isEqualTo(
              region.equals(REGION) ? MultiRegionKeyType.PRIMARY : MultiRegionKeyType.REPLICA);
      assertThat(family.primaryKey().arn()).isEqualTo(primary);
      assertThat(family.primaryKey().region()).isEqualTo(REGION);
      assertThat(family.replicaKeys())
          .extracting(MultiRegionKey::region)
          .containsExactly("ap-south-1", OTHER);
    }
  }

  @Test
  void aCiphertextOfOneRegionOpensInAnother() {
    String primary = multiRegionKey();
    String replica = replicate(primary, OTHER);
    GenerateDataKeyResponse made = kms.generateDataKey(r -> r.keyId(primary).numberOfBytes(32));
    var opened = europe.decrypt(r -> r.ciphertextBlob(made.ciphertextBlob()));
    assertThat(opened.plaintext()).isEqualTo(made.plaintext());
    assertThat(opened.keyId()).isEqualTo(replica);
    assertThat(
            europe.decrypt(r -> r.keyId(replica).ciphertextBlob(made.ciphertextBlob())).plaintext())
        .isEqualTo(made.plaintext());
    GenerateDataKeyResponse back = europe.generateDataKey(r -> r.keyId(replica).numberOfBytes(32));
    assertThat(kms.decrypt(r -> r.keyId(primary).ciphertextBlob(back.ciphertextBlob())).plaintext())
        .isEqualTo(back.plaintext());
  }

  @Test
  void aSignatureOfOneRegionIsThatOfAnother() {
    String primary =
        kms.createKey(
                r ->
                    r.keySpec(KeySpec.ECC_NIST_P256)
                        .keyUsage(KeyUsageType.SIGN_VERIFY)
                        .multiRegion(true))
            .keyMetadata()
            .arn();
    String replica = replicate(primary, OTHER);
    assertThat(europe.getPublicKey(r -> r.keyId(replica)).publicKey())
        .isEqualTo(kms.getPublicKey(r -> r.keyId(primary)).publicKey());
    SdkBytes message = SdkBytes.fromUtf8String("m");
    var signed =
        europe.sign(
            r ->
                r.keyId(replica)
                    .message(message)
                    .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
    assertThat(signed.keyId()).isEqualTo(replica);
    assertThat(
            kms.verify(
                    r ->
                        r.keyId(primary)
                            .message(message)
                            .signature(signed.signature())
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                .signatureValid())
        .isTrue();
  }

  @Test
  void aMacOfOneRegionIsThatOfAnother() {
    String primary =
        kms.createKey(
                r ->
                    r.keySpec(KeySpec.HMAC_256)
                        .keyUsage(KeyUsageType.GENERATE_VERIFY_MAC)
                        .multiRegion(true))
            .keyMetadata()
            .arn();
    String replica = replicate(primary, OTHER);
    assertThat(mac(europe, replica)).isEqualTo(mac(kms, primary));
  }

  @Test
  void eachHasAStateAndAliasesOfItsOwn() {
    String primary = multiRegionKey();
    String replica = replicate(primary, OTHER);
    kms.createAlias(r -> r.aliasName("alias/here").targetKeyId(primary));
    refusal(() -> europe.describeKey(r -> r.keyId("alias/here")), "NotFoundException");
    kms.disableKey(r -> r.keyId(primary));
    refusal(
        () -> kms.generateDataKey(r -> r.keyId(primary).numberOfBytes(16)), "DisabledException");
    europe.generateDataKey(r -> r.keyId(replica).numberOfBytes(16));
  }

  @Test
  void importedMaterialIsImportedAgain() {
    String primary =
        kms.createKey(r -> r.origin(OriginType.EXTERNAL).multiRegion(true)).keyMetadata().arn();
    refusal(
        () -> kms.replicateKey(r -> r.keyId(primary).replicaRegion(OTHER)),
        "KMSInvalidStateException");
    byte[] material = randomBytes(32);
    importTo(primary, material, FOREVER);
    String replica = replicate(primary, OTHER);
    assertThat(describe(europe, replica).keyState()).isEqualTo(KeyState.PENDING_IMPORT);
    SdkBytes blob = kms.generateDataKey(r -> r.keyId(primary).numberOfBytes(16)).ciphertextBlob();
    kms = europe;
    refusal(() -> importTo(replica, randomBytes(32), FOREVER), "IncorrectKeyMaterialException");
    importTo(replica, material, FOREVER);
    europe.decrypt(r -> r.ciphertextBlob(blob));
  }

  @Test
  void theRotationIsThatOfThePrimary() {
    String primary = multiRegionKey();
    String replica = replicate(primary, OTHER);
    kms.enableKeyRotation(r -> r.keyId(primary).rotationPeriodInDays(100));
    var status = europe.getKeyRotationStatus(r -> r.keyId(replica));
    assertThat(status.keyRotationEnabled()).isTrue();
    assertThat(status.rotationPeriodInDays()).isEqualTo(100);
    refusal(() -> europe.enableKeyRotation(r -> r.keyId(replica)), "UnsupportedOperationException");
    refusal(
        () -> europe.disableKeyRotation(r -> r.keyId(replica)), "UnsupportedOperationException");
  }

  @Test
  void thePrimaryGoesAfterTheReplicas() {
    String primary = multiRegionKey();
    String replica = replicate(primary, OTHER);
    var answer = kms.scheduleKeyDeletion(r -> r.keyId(primary).pendingWindowInDays(10));
    assertThat(answer.keyState()).isEqualTo(KeyState.PENDING_REPLICA_DELETION);
    assertThat(answer.pendingWindowInDays()).isEqualTo(10);
    assertThat(answer.deletionDate()).isNull();
    KeyMetadata waiting = describe(kms, primary);
    assertThat(waiting.keyState()).isEqualTo(KeyState.PENDING_REPLICA_DELETION);
    assertThat(waiting.pendingDeletionWindowInDays()).isEqualTo(10);
    assertThat(waiting.deletionDate()).isNull();
    refusal(
        () -> kms.generateDataKey(r -> r.keyId(primary).numberOfBytes(16)),
        "KMSInvalidStateException");
    europe.scheduleKeyDeletion(r -> r.keyId(replica).pendingWindowInDays(7));
    moveClock(Duration.ofDays(8));
    KeyMetadata alone = describe(kms, primary);
    assertThat(alone.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(alone.multiRegionConfiguration().replicaKeys()).isEmpty();
    assertThat(alone.pendingDeletionWindowInDays()).isNull();
    assertThat(alone.deletionDate())
        .isBetween(
            clock.instant().plus(Duration.ofDays(8)), clock.instant().plus(Duration.ofDays(10)));
    moveClock(Duration.ofDays(10));
    refusal(() -> describe(kms, primary), "NotFoundException");
  }

  @Test
  void thePrimaryCanBeSavedWhateverItWaitsFor() {
    String primary = multiRegionKey();
    String replica = replicate(primary, OTHER);
    kms.scheduleKeyDeletion(r -> r.keyId(primary).pendingWindowInDays(7));
    kms.cancelKeyDeletion(r -> r.keyId(primary));
    assertThat(describe(kms, primary).keyState()).isEqualTo(KeyState.DISABLED);
    assertThat(describe(kms, primary).pendingDeletionWindowInDays()).isNull();
    europe.scheduleKeyDeletion(r -> r.keyId(replica).pendingWindowInDays(7));
    moveClock(Duration.ofDays(30));
    assertThat(describe(kms, primary).keyState()).isEqualTo(KeyState.DISABLED);
    kms.enableKey(r -> r.keyId(primary));
    replicate(primary, OTHER);
  }

  @Test
  void whatCannotBeReplicatedIsRefused() {
    String single = kms.createKey().keyMetadata().arn();
    refusal(
        () -> kms.replicateKey(r -> r.keyId(single).replicaRegion(OTHER)),
        "UnsupportedOperationException");
    String primary = multiRegionKey();
    String replica = replicate(primary, OTHER);
    // Recorded by LocalStack on AWS (test_replicate_replica_key_should_fail).
    assertRefused(
        () -> europe.replicateKey(r -> r.keyId(replica).replicaRegion("ap-south-1")),
        "UnsupportedOperationException",
        replica + " is not a multi-region primary key.");
    kms.disableKey(r -> r.keyId(primary));
    refusal(
        () -> kms.replicateKey(r -> r.keyId(primary).replicaRegion("ap-south-1")),
        "DisabledException");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, AlreadyExistsException",
    "us-east-1, AlreadyExistsException",
    "cn-north-1, UnsupportedOperationException",
    "Europe, ValidationException"
  })
  void aRegionThatHasOneOrCanHaveNoneIsRefused(String region, String error) {
    String primary = multiRegionKey();
    replicate(primary, OTHER);
    refusal(() -> kms.replicateKey(r -> r.keyId(primary).replicaRegion(region)), error);
  }

  @Test
  void whatElseIsWrongIsRefusedAsInCreateKey() {
    String primary = multiRegionKey();
    refusal(
        () -> kms.replicateKey(r -> r.keyId(primary).replicaRegion(OTHER).policy("{}")),
        "MalformedPolicyDocumentException");
    refusal(
        () ->
            kms.replicateKey(
                r ->
                    r.keyId(primary)
                        .replicaRegion(OTHER)
                        .tags(Tag.builder().tagKey("aws:x").tagValue("").build())),
        "TagException");
    refusal(
        () -> kms.replicateKey(r -> r.keyId("alias/x").replicaRegion(OTHER)),
        "InvalidArnException");
    assertThat(europe.listKeys().keys()).isEmpty();
  }

  private String multiRegionKey() {
    return kms.createKey(r -> r.multiRegion(true)).keyMetadata().arn();
  }

  private String replicate(String primary, String region) {
    return kms.replicateKey(r -> r.keyId(primary).replicaRegion(region)).replicaKeyMetadata().arn();
  }

  private static KeyMetadata describe(KmsClient client, String key) {
    return client.describeKey(r -> r.keyId(key.substring(key.indexOf("mrk-")))).keyMetadata();
  }

  private static SdkBytes mac(KmsClient client, String key) {
    return client
        .generateMac(
            r ->
                r.keyId(key)
                    .message(SdkBytes.fromUtf8String("m"))
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256))
        .mac();
  }
}
