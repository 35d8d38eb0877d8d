package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.Tag;

/** Key policies: who sets them, and that they hold. */
final class KeyPolicyTest extends PermissionTest {
  private static final String ME = "arn:aws:iam::000000000000:user/AKIDLOCALKMS";
  private static final String LOCKOUT =
      "The new key policy will not allow you to update the key policy in the future.";

  @Test
  void aKeyHasTheDefaultPolicy() {
    String key = kms.createKey().keyMetadata().keyId();
    assertThat(kms.getKeyPolicy(r -> r.keyId(key)).policy())
        .isEqualTo(
            """
            {
              "Version" : "2012-10-17",
              "Id" : "key-default-1",
              "Statement" : [ {
                "Sid" : "Enable IAM User Permissions",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "arn:aws:iam::000000000000:root"
                },
                "Action" : "kms:*",
                "Resource" : "*"
              } ]
            }""");
    assertThat(kms.getKeyPolicy(r -> r.keyId(key).policyName("default")).policyName())
        .isEqualTo("default");
    assertThat(kms.listKeyPolicies(r -> r.keyId(key)).policyNames()).containsExactly("default");
    assertThat(kms.listKeyPoliciesPaginator(r -> r.keyId(key)).policyNames()).hasSize(1);
    assertRefused(
        () -> kms.getKeyPolicy(r -> r.keyId(key).policyName("other")),
        "NotFoundException",
        "No such policy exists");
  }

  @Test
  void aPolicyIsGivenBackAsItWasSet() {
    String first = policy(allow(ALICE, "kms:Encrypt"));
    String key = kms.createKey(r -> r.policy(first)).keyMetadata().arn();
    assertThat(kms.getKeyPolicy(r -> r.keyId(key)).policy()).isEqualTo(first);
    encrypt(alice, key);
    String second = policy();
    kms.putKeyPolicy(r -> r.keyId(key).policyName("default").policy(second));
    assertThat(kms.getKeyPolicy(r -> r.keyId(key)).policy()).isEqualTo(second);
    assertDenied(
        () -> encrypt(alice, key),
        ALICE,
        "kms:Encrypt",
        "because no identity-based policy allows the kms:Encrypt action");
    assertRefused(
        () -> kms.putKeyPolicy(r -> r.keyId(key).policy("{}")),
        "MalformedPolicyDocumentException",
        "Missing required field Statement");
    assertRefused(
        () -> kms.putKeyPolicy(r -> r.keyId(key).policyName("mine").policy(second)),
        "NotFoundException",
        "No such policy exists");
    refusal(
        () -> kms.putKeyPolicy(r -> r.keyId(key).policy(second + " ".repeat(32768))),
        "LimitExceededException");
  }

  @Test
  void aPolicyThatDeniesAllRefusesAll() {
    String key =
        kms.createKey(
                r -> r.policy(policy(deny("*", "kms:*"))).bypassPolicyLockoutSafetyCheck(true))
            .keyMetadata()
            .arn();
    assertRefused(
        () -> encrypt(kms, key),
        "AccessDeniedException",
        "User: "
            + ME
            + " is not authorized to perform: kms:Encrypt on resource: "
            + key
            + " with an explicit deny in a resource-based policy");
    assertDenied(
        () -> kms.describeKey(r -> r.keyId(key)),
        ME,
        "kms:DescribeKey",
        "with an explicit deny in a resource-based policy");
    assertDenied(
        () -> kms.putKeyPolicy(r -> r.keyId(key).policy(policy())),
        ME,
        "kms:PutKeyPolicy",
        "with an explicit deny in a resource-based policy");
    assertThat(kms.listKeys().keys()).hasSize(1);
    assertThat(kms.listAliases(r -> r.keyId(key)).aliases()).isEmpty();
  }

  @Test
  void nobodyLocksHimselfOutUnlessHeSaysSo() {
    String without = policy(deny("*", "kms:PutKeyPolicy"));
    String key = kms.createKey().keyMetadata().arn();
    assertRefused(
        () -> kms.createKey(r -> r.policy(without)), "MalformedPolicyDocumentException", LOCKOUT);
    assertRefused(
        () -> kms.putKeyPolicy(r -> r.keyId(key).policy(without)),
        "MalformedPolicyDocumentException",
        LOCKOUT);
    assertThat(kms.listKeys().keys()).hasSize(1);
    kms.putKeyPolicy(r -> r.keyId(key).policy(without).bypassPolicyLockoutSafetyCheck(true));
    assertThat(kms.getKeyPolicy(r -> r.keyId(key)).policy()).isEqualTo(without);
  }

  @Test
  void aReplicaHasAPolicyOfItsOwn() {
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().arn();
    String without = policy(deny("*", "kms:PutKeyPolicy"));
    assertRefused(
        () -> kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-west-1").policy(without)),
        "MalformedPolicyDocumentException",
        LOCKOUT);
    String own = policy(deny(ME, "kms:Encrypt"));
    ReplicateKeyResponse replica =
        kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-west-1").policy(own));
    assertThat(replica.replicaPolicy()).isEqualTo(own);
    encrypt(kms, key);
    KmsClient there = client("eu-west-1");
    refusal(() -> encrypt(there, replica.replicaKeyMetadata().arn()), "AccessDeniedException");
  }

  @Test
  void principalsAreUsersRolesSessionsAndAccounts() {
    String key =
        key(
            allow(ALICE, "kms:Encrypt"),
            allow(ROLE, "kms:Decrypt"),
            allow(SESSION, "kms:GenerateDataKey"));
    SdkBytes blob = encrypt(alice, key);
    assertDenied(
        () -> alice.decrypt(r -> r.keyId(key).ciphertextBlob(blob)),
        ALICE,
        "kms:Decrypt",
        "because no identity-based policy allows the kms:Decrypt action");
    session.decrypt(r -> r.keyId(key).ciphertextBlob(blob));
    session.generateDataKey(r -> r.keyId(key).keySpec("AES_256"));
    assertDenied(
        () -> encrypt(session, key),
        SESSION,
        "kms:Encrypt",
        "because no identity-based policy allows the kms:Encrypt action");
  }

  @Test
  void theKeyThatACiphertextNamesIsProtectedToo() {
    String key = key(allow(ALICE, "kms:Encrypt"), allow(ALICE, "kms:ReEncryptTo"));
    SdkBytes blob = encrypt(alice, key);
    assertRefused(
        () -> alice.decrypt(r -> r.ciphertextBlob(blob)),
        "AccessDeniedException",
        "The ciphertext refers to a customer master key that does not exist, does not exist in"
            + " this region, or you are not allowed to access.");
    refusal(
        () -> alice.reEncrypt(r -> r.ciphertextBlob(blob).destinationKeyId(key)),
        "AccessDeniedException");
    kms.putKeyPolicy(
        r -> r.keyId(key).policy(policy(allow(ALICE, "kms:Decrypt"), allow(ALICE, "kms:Re*"))));
    alice.decrypt(r -> r.ciphertextBlob(blob));
    alice.reEncrypt(r -> r.ciphertextBlob(blob).destinationKeyId(key));
  }

  @Test
  void anotherAccountNeedsPermissionOnBothSides() {
    String key = key();
    assertDenied(() -> encrypt(stranger, key), admin(), "kms:Encrypt", TEXT_OF_NOTHING_MORE);
    String none = key.replaceAll("/.*", "/00000000-0000-4000-8000-000000000000");
    assertDenied(() -> encrypt(stranger, none), admin(), "kms:Encrypt", TEXT_OF_NOTHING_MORE);
    kms.putKeyPolicy(
        r -> r.keyId(key).policy(policy(allow("arn:aws:iam::222222222222:root", "kms:*"))));
    SdkBytes blob = encrypt(stranger, key);
    stranger.decrypt(r -> r.ciphertextBlob(blob));
    assertThat(stranger.describeKey(r -> r.keyId(key)).keyMetadata().awsAccountId())
        .isEqualTo(LocalKms.ACCOUNT);
    assertDenied(
        () -> encrypt(ann, key),
        ANN,
        "kms:Encrypt",
        "because no identity-based policy allows the kms:Encrypt action");
    // What only its account manages, no policy gives to another.
    assertDenied(
        () -> stranger.disableKey(r -> r.keyId(key)),
        admin(),
        "kms:DisableKey",
        TEXT_OF_NOTHING_MORE);
  }

  @Test
  void aListingDoesNotTellWhichKeysAnotherAccountHas() {
    String key = key();
    String none = key.replaceAll("/.*", "/00000000-0000-4000-8000-000000000000");
    for (String id : List.of(key, none)) {
      assertDenied(
          () -> stranger.listAliases(r -> r.keyId(id)),
          admin(),
          "kms:ListAliases",
          TEXT_OF_NOTHING_MORE);
    }
  }

  @Test
  void conditionsLookAtTheCall() {
    String key =
        key(
            allow(
                ALICE,
                "kms:Encrypt",
                """
                {"StringEquals":{"kms:EncryptionContext:tenant":"${aws:username}"},
                 "ForAllValues:StringEquals":{"kms:EncryptionContextKeys":"tenant"}}"""),
            allow(
                ALICE,
                "kms:DescribeKey",
                "{\"StringLike\":{\"kms:RequestAlias\":\"alias/app-*\"}}"),
            allow(
                ALICE, "kms:TagResource", "{\"StringEquals\":{\"aws:RequestTag/stage\":\"test\"}}"),
            allow(
                ALICE,
                "kms:ScheduleKeyDeletion",
                "{\"NumericGreaterThan\":"
                    + "{\"kms:ScheduleKeyDeletionPendingWindowInDays\":\"20\"}}"));
    kms.createAlias(r -> r.aliasName("alias/app-1").targetKeyId(key));
    kms.createAlias(r -> r.aliasName("alias/web").targetKeyId(key));
    encrypt(key, Map.of("tenant", "alice"));
    refusal(() -> encrypt(key, Map.of("tenant", "bob")), "AccessDeniedException");
    refusal(() -> encrypt(key, Map.of("tenant", "alice", "x", "y")), "AccessDeniedException");
    refusal(() -> encrypt(alice, key), "AccessDeniedException");
    alice.describeKey(r -> r.keyId("alias/app-1"));
    alice.describeKey(r -> r.keyId("arn:aws:kms:us-east-1:000000000000:alias/app-1"));
    refusal(() -> alice.describeKey(r -> r.keyId("alias/web")), "AccessDeniedException");
    refusal(() -> alice.describeKey(r -> r.keyId(key)), "AccessDeniedException");
    alice.tagResource(r -> r.keyId(key).tags(tag("stage", "test")));
    refusal(
        () -> alice.tagResource(r -> r.keyId(key).tags(tag("stage", "live"))),
        "AccessDeniedException");
    refusal(
        () -> alice.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7)),
        "AccessDeniedException");
    alice.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(21));
  }

  @Test
  void conditionsLookAtTheEnclave() throws Exception {
    byte[] measured = new byte[48];
    measured[0] = 7;
    String hex = HexFormat.of().formatHex(measured);
    String key =
        key(
            allow(
                ALICE,
                "kms:GenerateDataKey",
                """
                {"StringEqualsIgnoreCase":{"kms:RecipientAttestation:ImageSha384":"%s",
                 "kms:RecipientAttestation:PCR8":"%s"}}"""
                    .formatted(hex, hex)));
    dataKey(key, measured, measured);
    refusal(() -> dataKey(key, measured, new byte[48]), "AccessDeniedException");
    refusal(
        () -> alice.generateDataKey(r -> r.keyId(key).keySpec("AES_256")), "AccessDeniedException");
  }

  private void dataKey(String key, byte[] image, byte[] signer) throws Exception {
    byte[] document =
        localKms
            .attestations()
            .document()
            .pcr(0, image)
            .pcr(8, signer)
            .publicKey(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic())
            .issue();
    alice.generateDataKey(
        r ->
            r.keyId(key)
                .keySpec("AES_256")
                .recipient(
                    one ->
                        one.keyEncryptionAlgorithm("RSAES_OAEP_SHA_256")
                            .attestationDocument(SdkBytes.fromByteArray(document))));
  }

  @Test
  void whatConcernsNoKeyIsAMatterOfTheUsersOwnPolicies() {
    assertDenied(
        () -> alice.createKey(),
        ALICE,
        "kms:CreateKey",
        "because no identity-based policy allows the kms:CreateKey action");
    refusal(() -> alice.listKeys(), "AccessDeniedException");
    refusal(() -> alice.generateRandom(r -> r.numberOfBytes(8)), "AccessDeniedException");
    String key = key(allow(ALICE, "kms:CreateAlias"));
    assertDenied(
        () -> alice.createAlias(r -> r.aliasName("alias/a").targetKeyId(key)),
        ALICE,
        "kms:CreateAlias",
        "because no identity-based policy allows the kms:CreateAlias action");
  }

  @Test
  void aDescriptionChanges() {
    String key = kms.createKey(r -> r.description("old")).keyMetadata().arn();
    kms.updateKeyDescription(r -> r.keyId(key).description("new"));
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().description()).isEqualTo("new");
    kms.updateKeyDescription(r -> r.keyId(key).description(""));
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().description()).isEmpty();
    refusal(() -> kms.updateKeyDescription(r -> r.keyId(key)), "ValidationException");
    kms.scheduleKeyDeletion(r -> r.keyId(key));
    refusal(
        () -> kms.updateKeyDescription(r -> r.keyId(key).description("x")),
        "KMSInvalidStateException");
  }

  @Test
  void principalsAreConfiguredOrNotStarted() {
    LocalKms.Builder builder = LocalKms.builder().credentials("AKIDONE", "one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.principal("AKIDONE", ROLE))
        .withMessageStartingWith("Not the ARN of a user, a session of a role or an account's root");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.principal("AKIDONE", ALICE, "{}"))
        .withMessageContaining("Missing required field Statement");
    builder.principal("AKIDONE", ANN);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.principal("AKIDONE", ALICE));
    assertThatIllegalStateException()
        .isThrownBy(builder::start)
        .withMessage("The access key AKIDONE is of account 000000000000, unlike " + ANN);
    assertThatIllegalStateException()
        .isThrownBy(LocalKms.builder().principal("AKIDNONE", ALICE)::start)
        .withMessage("There is no access key AKIDNONE");
  }

  private void encrypt(String key, Map<String, String> context) {
    alice.encrypt(
        r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")).encryptionContext(context));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().tagKey(key).tagValue(value).build();
  }

  private static String admin() {
    return "arn:aws:iam::222222222222:user/admin";
  }
}
