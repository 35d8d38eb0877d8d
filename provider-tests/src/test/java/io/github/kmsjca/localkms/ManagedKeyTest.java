package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

/** The keys that the services of AWS have in an account. */
final class ManagedKeyTest extends KmsTest {
  private static final String NAME = "alias/aws/s3";

  @Test
  void theirAliasesAreThereBeforeTheKeys() {
    assertThat(kms.listKeys().keys()).isEmpty();
    List<AliasListEntry> aliases = kms.listAliases().aliases();
    assertThat(aliases)
        .extracting(AliasListEntry::aliasName)
        .isSorted()
        .hasSize(39)
        .contains("alias/aws/acm", "alias/aws/ebs", NAME, "alias/aws/xray");
    assertThat(aliases).allMatch(alias -> alias.targetKeyId() == null);
    assertThat(aliases.get(0).creationDate()).isNull();
    assertThat(aliases.get(0).aliasArn()).endsWith(":000000000000:alias/aws/acm");
    refusal(() -> kms.generateDataKey(r -> r.keyId(NAME).numberOfBytes(16)), "NotFoundException");
    refusal(() -> kms.describeKey(r -> r.keyId("alias/aws/none")), "NotFoundException");
    assertThat(kms.listKeys().keys()).isEmpty();
  }

  @Test
  void whoDescribesOneHasItMade() {
    KeyMetadata key = describe(NAME);
    assertThat(key.keyManager()).isEqualTo(KeyManagerType.AWS);
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(key.description())
        .isEqualTo("Default key that protects my S3 objects when no other key is defined");
    assertThat(describe(NAME)).isEqualTo(key);
    assertThat(describe("arn:aws:kms:us-east-1:000000000000:" + NAME)).isEqualTo(key);
    assertThat(kms.listKeys().keys()).extracting(KeyListEntry::keyArn).containsExactly(key.arn());
    assertThat(kms.listAliases(r -> r.keyId(key.keyId())).aliases())
        .extracting(AliasListEntry::aliasName)
        .containsExactly(NAME);
    assertThat(kms.listAliases().aliases())
        .hasSize(39)
        .filteredOn(alias -> key.keyId().equals(alias.targetKeyId()))
        .hasSize(1);
    assertThat(describe("alias/aws/sqs").arn()).isNotEqualTo(key.arn());
    assertThat(client("eu-west-1").listKeys().keys()).isEmpty();
  }

  @Test
  void theyRotateEveryYear() {
    KeyMetadata key = describe(NAME);
    var status = kms.getKeyRotationStatus(r -> r.keyId(key.keyId()));
    assertThat(status.keyRotationEnabled()).isTrue();
    assertThat(status.rotationPeriodInDays()).isEqualTo(365);
    moveClock(Duration.ofDays(366));
    assertThat(describe(NAME).currentKeyMaterialId()).isNotEqualTo(key.currentKeyMaterialId());
  }

  @Test
  void onlyTheirServiceUsesAndOnlyAwsManagesThem() {
    String key = describe(NAME).arn();
    String denied = "AccessDeniedException";
    assertThat(
            refusal(() -> kms.disableKey(r -> r.keyId(key)), denied)
                .awsErrorDetails()
                .errorMessage())
        .endsWith(
            "is not authorized to perform: kms:DisableKey on resource: "
                + key
                + " because no resource-based policy allows the kms:DisableKey action");
    refusal(() -> kms.scheduleKeyDeletion(r -> r.keyId(key)), denied);
    refusal(() -> kms.disableKeyRotation(r -> r.keyId(key)), denied);
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), denied);
    refusal(
        () ->
            kms.tagResource(r -> r.keyId(key).tags(Tag.builder().tagKey("k").tagValue("").build())),
        denied);
    refusal(() -> kms.encrypt(r -> r.keyId(NAME).plaintext(SdkBytes.fromUtf8String("x"))), denied);
    refusal(() -> kms.createAlias(r -> r.aliasName("alias/mine").targetKeyId(key)), denied);
    assertThat(kms.listResourceTags(r -> r.keyId(key)).tags()).isEmpty();
  }

  @Test
  void theirNamesAreTaken() {
    String key = signingKey();
    refusal(
        () -> kms.createAlias(r -> r.aliasName(NAME).targetKeyId(key)), "NotAuthorizedException");
    refusal(
        () -> kms.updateAlias(r -> r.aliasName(NAME).targetKeyId(key)), "NotAuthorizedException");
    refusal(() -> kms.deleteAlias(r -> r.aliasName(NAME)), "NotAuthorizedException");
  }

  private KeyMetadata describe(String name) {
    return kms.describeKey(r -> r.keyId(name)).keyMetadata();
  }
}
