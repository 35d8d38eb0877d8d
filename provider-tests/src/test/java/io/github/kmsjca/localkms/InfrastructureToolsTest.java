package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.Tag;

/** The calls of Terraform's and Ansible's modules for KMS, in their order. */
final class InfrastructureToolsTest extends PermissionTest {

  @Test
  void terraformMakesChangesAndDeletesAKey() {
    String policy = policy(allow(ALICE, "kms:Decrypt"));
    Tag tag = Tag.builder().tagKey("Name").tagValue("web").build();
    String key =
        kms.createKey(
                r ->
                    r.bypassPolicyLockoutSafetyCheck(false)
                        .keySpec("SYMMETRIC_DEFAULT")
                        .keyUsage("ENCRYPT_DECRYPT")
                        .multiRegion(false)
                        .description("for the web")
                        .policy(policy)
                        .tags(tag))
            .keyMetadata()
            .keyId();
    kms.enableKeyRotation(r -> r.keyId(key).rotationPeriodInDays(180));
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled()).isTrue();
    assertThat(read(kms, key).description()).isEqualTo("for the web");
    assertThat(policyOf(kms, key)).isEqualTo(policy);
    GetKeyRotationStatusResponse rotation = kms.getKeyRotationStatus(r -> r.keyId(key));
    assertThat(rotation.rotationPeriodInDays()).isEqualTo(180);
    assertThat(kms.listResourceTagsPaginator(r -> r.keyId(key)).tags()).containsExactly(tag);

    kms.updateKeyDescription(r -> r.keyId(key).description("for all"));
    assertThat(read(kms, key).description()).isEqualTo("for all");
    String other = policy(allow(ALICE, "kms:Encrypt"));
    kms.putKeyPolicy(
        r ->
            r.keyId(key).policyName("default").policy(other).bypassPolicyLockoutSafetyCheck(false));
    assertThat(policyOf(kms, key)).isEqualTo(other);
    kms.disableKeyRotation(r -> r.keyId(key));
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled()).isFalse();
    kms.untagResource(r -> r.keyId(key).tagKeys("Name"));
    kms.tagResource(r -> r.keyId(key).tags(tag.toBuilder().tagKey("Stage").build()));
    kms.disableKey(r -> r.keyId(key));
    assertThat(read(kms, key).keyState()).isEqualTo(KeyState.DISABLED);
    assertThat(policyOf(kms, key)).isEqualTo(other);
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled()).isFalse();
    kms.enableKey(r -> r.keyId(key));

    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
    assertThat(read(kms, key).keyState()).isEqualTo(KeyState.PENDING_DELETION);
  }

  @Test
  void terraformMakesMovesAndDeletesAnAlias() {
    String first = kms.createKey().keyMetadata().keyId();
    String second = kms.createKey().keyMetadata().keyId();
    kms.createAlias(r -> r.aliasName("alias/web").targetKeyId(first));
    assertThat(target("alias/web")).isEqualTo(first);
    kms.updateAlias(r -> r.aliasName("alias/web").targetKeyId(second));
    assertThat(target("alias/web")).isEqualTo(second);
    kms.deleteAlias(r -> r.aliasName("alias/web"));
    assertThat(aliases()).doesNotContain("alias/web");
    refusal(() -> kms.deleteAlias(r -> r.aliasName("alias/web")), "NotFoundException");
  }

  @Test
  void terraformMakesAndDeletesAGrant() {
    String key = kms.createKey().keyMetadata().keyId();
    CreateGrantResponse revoked = grant(key);
    GrantListEntry read = grants(key).get(0);
    assertThat(read.grantId()).isEqualTo(revoked.grantId());
    assertThat(read.granteePrincipal()).isEqualTo(ROLE);
    assertThat(read.constraints().encryptionContextEquals()).isEqualTo(Map.of("a", "1"));
    kms.revokeGrant(r -> r.grantId(revoked.grantId()).keyId(key));
    assertThat(grants(key)).isEmpty();
    CreateGrantResponse retired = grant(key);
    String arn = read(kms, key).arn();
    kms.retireGrant(r -> r.grantId(retired.grantId()).keyId(arn));
    assertThat(grants(key)).isEmpty();
  }

  @Test
  void terraformMakesAReplicaKey() {
    String primary = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
    String policy = policy();
    String replica =
        kms.replicateKey(
                r ->
                    r.keyId(primary)
                        .replicaRegion("eu-west-1")
                        .description("copy")
                        .policy(policy)
                        .bypassPolicyLockoutSafetyCheck(false))
            .replicaKeyMetadata()
            .keyId();
    KmsClient there = client("eu-west-1");
    assertThat(read(there, replica).keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(policyOf(there, replica)).isEqualTo(policy);
    there.getKeyRotationStatus(r -> r.keyId(replica));
    assertThat(there.listResourceTags(r -> r.keyId(replica)).tags()).isEmpty();
    there.scheduleKeyDeletion(r -> r.keyId(replica).pendingWindowInDays(7));
  }

  /** The module kms_key: it looks at all keys first, then makes what is missing. */
  @Test
  void ansibleFindsOrMakesAKey() {
    kms.createKey();
    kms.listKeysPaginator().keys().forEach(key -> look(key.keyId()));
    assertThat(aliases()).doesNotContain("alias/app");
    String key =
        kms.createKey(r -> r.bypassPolicyLockoutSafetyCheck(false).description("").policy(policy()))
            .keyMetadata()
            .keyId();
    kms.createAlias(r -> r.aliasName("alias/app").targetKeyId(key));
    kms.createGrant(
        r ->
            r.keyId(key)
                .granteePrincipal(ALICE)
                .operations(GrantOperation.ENCRYPT, GrantOperation.DECRYPT)
                .name("app")
                .constraints(c -> c.encryptionContextSubset(Map.of("app", "shop"))));
    look(key);
    kms.putKeyPolicy(r -> r.keyId(key).policyName("default").policy(policy()));
    kms.enableKeyRotation(r -> r.keyId(key));
    look(key);
    grants(key).forEach(one -> kms.retireGrant(r -> r.keyId(one.keyId()).grantId(one.grantId())));
    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(30));
  }

  private void look(String key) {
    String arn = read(kms, key).arn();
    kms.listResourceTagsPaginator(r -> r.keyId(arn)).tags().forEach(tag -> {});
    kms.listGrantsPaginator(r -> r.keyId(arn)).grants().forEach(grant -> {});
    assertThat(kms.listKeyPolicies(r -> r.keyId(arn)).policyNames()).containsExactly("default");
    policyOf(kms, arn);
    kms.getKeyRotationStatus(r -> r.keyId(arn));
    kms.listAliases(r -> r.keyId(arn));
  }

  private CreateGrantResponse grant(String key) {
    return kms.createGrant(
        r ->
            r.keyId(key)
                .name("terraform")
                .granteePrincipal(ROLE)
                .operations(GrantOperation.ENCRYPT, GrantOperation.DESCRIBE_KEY)
                .constraints(c -> c.encryptionContextEquals(Map.of("a", "1")))
                .retiringPrincipal(ALICE));
  }

  private List<GrantListEntry> grants(String key) {
    return kms.listGrantsPaginator(r -> r.keyId(key).limit(100)).grants().stream().toList();
  }

  private List<String> aliases() {
    return kms.listAliasesPaginator().aliases().stream().map(AliasListEntry::aliasName).toList();
  }

  private String target(String alias) {
    return kms.listAliasesPaginator().aliases().stream()
        .filter(one -> one.aliasName().equals(alias))
        .map(AliasListEntry::targetKeyId)
        .findFirst()
        .orElseThrow();
  }

  private static KeyMetadata read(KmsClient client, String key) {
    return client.describeKey(r -> r.keyId(key)).keyMetadata();
  }

  private static String policyOf(KmsClient client, String key) {
    return client.getKeyPolicy(r -> r.keyId(key).policyName("default")).policy();
  }
}
