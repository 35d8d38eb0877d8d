package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomerMasterKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.Tag;

final class KeyLifeTest extends KmsTest {

  @Test
  @SuppressWarnings("deprecation") // the old member is still part of the API
  void aKeyIsSymmetricUnlessToldOtherwise() {
    KeyMetadata key = kms.createKey().keyMetadata();
    assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
    assertThat(key.customerMasterKeySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
    assertThat(key.encryptionAlgorithms())
        .containsExactly(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
    assertThat(key.hasSigningAlgorithms()).isFalse();
    assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
    assertThat(key.enabled()).isTrue();
    assertThat(key.origin()).isEqualTo(OriginType.AWS_KMS);
    assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
    assertThat(key.description()).isEmpty();
    assertThat(key.awsAccountId()).isEqualTo(LocalKms.ACCOUNT);
    assertThat(key.keyId()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f-]{16}");
    assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/" + key.keyId());
    assertThat(key.multiRegion()).isFalse();
    assertThat(key.multiRegionConfiguration()).isNull();
    assertThat(key.deletionDate()).isNull();
    assertThat(key.currentKeyMaterialId()).matches("[0-9a-f]{64}");
    assertThat(key.creationDate()).isCloseTo(clock.instant(), within(1, ChronoUnit.MINUTES));
    assertThat(kms.describeKey(r -> r.keyId(key.keyId())).keyMetadata()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, SIGN_VERIFY, 6, 0, 0",
    "RSA_3072, ENCRYPT_DECRYPT, 0, 2, 0",
    "RSA_4096, ENCRYPT_DECRYPT, 0, 2, 0",
    "ECC_NIST_P256, SIGN_VERIFY, 1, 0, 0",
    "ECC_NIST_P384, KEY_AGREEMENT, 0, 0, 1",
    "ECC_NIST_P521, SIGN_VERIFY, 1, 0, 0",
    "ECC_NIST_EDWARDS25519, SIGN_VERIFY, 2, 0, 0",
    "ECC_SECG_P256_K1, SIGN_VERIFY, 1, 0, 0",
    "SM2, SIGN_VERIFY, 1, 0, 0",
    "SM2, ENCRYPT_DECRYPT, 0, 1, 0",
    "SM2, KEY_AGREEMENT, 0, 0, 1",
    "ML_DSA_44, SIGN_VERIFY, 1, 0, 0",
    "ML_DSA_65, SIGN_VERIFY, 1, 0, 0",
    "ML_DSA_87, SIGN_VERIFY, 1, 0, 0"
  })
  void aKeyListsTheAlgorithmsOfItsUsage(
      KeySpec spec, KeyUsageType usage, int signing, int encryption, int agreement) {
    KeyMetadata key = kms.describeKey(r -> r.keyId(key(spec, usage))).keyMetadata();
    assertThat(key.keySpec()).isEqualTo(spec);
    assertThat(key.keyUsage()).isEqualTo(usage);
    assertThat(key.signingAlgorithms()).hasSize(signing);
    assertThat(key.encryptionAlgorithms()).hasSize(encryption);
    assertThat(key.keyAgreementAlgorithms()).hasSize(agreement);
    assertThat(key.currentKeyMaterialId()).isNull();
    if (agreement > 0) {
      assertThat(key.keyAgreementAlgorithms()).containsExactly(KeyAgreementAlgorithmSpec.ECDH);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_SECG_P256_K1, ECC_SECG_P256K1, ECDSA_SHA_256",
    "SM2, SM2, SM2DSA",
    "ML_DSA_65, ML_DSA_65, ML_DSA_SHAKE_256"
  })
  void keysHaveTheirNamesOfTheWire(KeySpec spec, String name, String algorithm) {
    KeyMetadata key =
        kms.describeKey(r -> r.keyId(key(spec, KeyUsageType.SIGN_VERIFY))).keyMetadata();
    assertThat(key.keySpecAsString()).isEqualTo(name);
    assertThat(key.signingAlgorithmsAsStrings()).containsExactly(algorithm);
  }

  @Test
  void aMultiRegionKeyIsItsOwnPrimary() {
    KeyMetadata key = kms.createKey(r -> r.multiRegion(true).description("for all")).keyMetadata();
    assertThat(key.keyId()).matches("mrk-[0-9a-f]{32}");
    assertThat(key.description()).isEqualTo("for all");
    assertThat(key.multiRegion()).isTrue();
    assertThat(key.multiRegionConfiguration().multiRegionKeyType())
        .isEqualTo(MultiRegionKeyType.PRIMARY);
    assertThat(key.multiRegionConfiguration().primaryKey().arn()).isEqualTo(key.arn());
    assertThat(key.multiRegionConfiguration().primaryKey().region()).isEqualTo(REGION);
    assertThat(kms.describeKey(r -> r.keyId(key.arn())).keyMetadata()).isEqualTo(key);
  }

  @Test
  @SuppressWarnings("deprecation") // the old member is still part of the API
  void theOldNameOfKeySpecStillWorksButNotBesideTheNewOne() {
    KeyMetadata key =
        kms.createKey(
                r ->
                    r.customerMasterKeySpec(CustomerMasterKeySpec.ECC_NIST_P256)
                        .keyUsage(KeyUsageType.SIGN_VERIFY))
            .keyMetadata();
    assertThat(key.keySpec()).isEqualTo(KeySpec.ECC_NIST_P256);
    refusal(
        () ->
            kms.createKey(
                r ->
                    r.customerMasterKeySpec(CustomerMasterKeySpec.RSA_2048)
                        .keySpec(KeySpec.RSA_2048)
                        .keyUsage(KeyUsageType.SIGN_VERIFY)),
        "ValidationException");
  }

  @Test
  void newKeysObeyTheRules() {
    assertRefused(
        () -> key(KeySpec.ECC_NIST_P256, KeyUsageType.ENCRYPT_DECRYPT),
        "ValidationException",
        "KeyUsage ENCRYPT_DECRYPT is not compatible with KeySpec ECC_NIST_P256");
    refusal(() -> kms.createKey(r -> r.keySpec(KeySpec.RSA_2048)), "ValidationException");
    refusal(() -> key(KeySpec.ECC_SECG_P256_K1, KeyUsageType.KEY_AGREEMENT), "ValidationException");
    refusal(() -> key(KeySpec.ML_DSA_44, KeyUsageType.ENCRYPT_DECRYPT), "ValidationException");
    refusal(() -> kms.createKey(r -> r.keySpec(KeySpec.ML_DSA_87)), "ValidationException");
    refusal(() -> kms.createKey(r -> r.origin(OriginType.AWS_CLOUDHSM)), "ValidationException");
    refusal(() -> kms.createKey(r -> r.customKeyStoreId("cks-1")), "ValidationException");
    refusal(() -> kms.createKey(r -> r.policy("nonsense")), "MalformedPolicyDocumentException");
    refusal(() -> kms.createKey(r -> r.tags(tag("aws:x", "1"))), "TagException");
    refusal(() -> kms.createKey(r -> r.tags(tag("x", "1"), tag("x", "2"))), "TagException");
    assertThat(kms.createKey(r -> r.tags(tag("x", ""))).keyMetadata()).isNotNull();
  }

  @Test
  void allViolationsOfTheShapeAreNamed() {
    assertThat(
            refusal(
                    () ->
                        kms.createKey(
                            r ->
                                r.keySpec("RSA_1024")
                                    .description("x".repeat(8193))
                                    .tags(tag("k".repeat(129), "v"))),
                    "ValidationException")
                .awsErrorDetails()
                .errorMessage())
        .startsWith("3 validation errors detected: Value 'xxx")
        .contains(
            "' at 'description' failed to satisfy constraint: Member must have length less than or"
                + " equal to 8192; Value 'RSA_1024' at 'keySpec' failed to satisfy constraint:"
                + " Member must satisfy enum value set: [RSA_2048, ECC_NIST_P384")
        .endsWith(
            "at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length less"
                + " than or equal to 128");
    assertRefused(
        () -> kms.describeKey(r -> r.grantTokens("x")),
        "ValidationException",
        "1 validation error detected: Value null at 'keyId' failed to satisfy constraint:"
            + " Member must not be null");
  }

  @Test
  void disabledKeysCanBeManagedButNotUsed() {
    String key = signingKey();
    kms.disableKey(r -> r.keyId(key));
    assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    assertRefused(() -> sign(key), "DisabledException", key + " is disabled.");
    assertThat(kms.getPublicKey(r -> r.keyId(key)).keyId()).isEqualTo(key);
    assertRefused(
        () -> kms.cancelKeyDeletion(r -> r.keyId(key)),
        "KMSInvalidStateException",
        key + " is not pending deletion.");
    kms.createAlias(r -> r.aliasName("alias/still").targetKeyId(key));
    kms.enableKey(r -> r.keyId(key));
    sign("alias/still");
  }

  @Test
  void aKeyPendingDeletionCanOnlyBeSaved() {
    String key = signingKey();
    ScheduleKeyDeletionResponse scheduled =
        kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
    assertThat(scheduled.keyId()).isEqualTo(key);
    assertThat(scheduled.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(scheduled.pendingWindowInDays()).isEqualTo(7);
    assertThat(scheduled.deletionDate())
        .isCloseTo(clock.instant().plus(Duration.ofDays(7)), within(1, ChronoUnit.MINUTES));
    KeyMetadata pending = kms.describeKey(r -> r.keyId(key)).keyMetadata();
    assertThat(pending.deletionDate()).isEqualTo(scheduled.deletionDate());
    assertThat(pending.enabled()).isFalse();
    String message = key + " is pending deletion.";
    String type = "KMSInvalidStateException";
    assertRefused(() -> sign(key), type, message);
    assertRefused(() -> kms.enableKey(r -> r.keyId(key)), type, message);
    assertRefused(() -> kms.disableKey(r -> r.keyId(key)), type, message);
    assertRefused(() -> kms.scheduleKeyDeletion(r -> r.keyId(key)), type, message);
    assertRefused(
        () -> kms.createAlias(r -> r.aliasName("alias/late").targetKeyId(key)), type, message);
    assertThat(kms.cancelKeyDeletion(r -> r.keyId(key)).keyId()).isEqualTo(key);
    assertThat(state(key)).isEqualTo(KeyState.DISABLED);
    moveClock(Duration.ofDays(8));
    assertThat(state(key)).isEqualTo(KeyState.DISABLED);
  }

  @Test
  void aKeyVanishesWithItsAliasesOnItsDay() {
    String key = signingKey();
    String other = signingKey();
    kms.createAlias(r -> r.aliasName("alias/gone").targetKeyId(key));
    kms.createAlias(r -> r.aliasName("alias/stays").targetKeyId(other));
    Instant date = kms.scheduleKeyDeletion(r -> r.keyId(key)).deletionDate();
    assertThat(date)
        .isCloseTo(clock.instant().plus(Duration.ofDays(30)), within(1, ChronoUnit.MINUTES));
    moveClock(Duration.ofDays(30).minusMinutes(5));
    assertThat(state(key)).isEqualTo(KeyState.PENDING_DELETION);
    moveClock(Duration.ofMinutes(5));
    assertRefused(
        () -> kms.describeKey(r -> r.keyId(key)),
        "NotFoundException",
        "Key '" + key + "' does not exist");
    assertThat(kms.listKeys().keys()).extracting(KeyListEntry::keyArn).containsExactly(other);
    assertThat(ownAliases()).hasSize(1);
    kms.createAlias(r -> r.aliasName("alias/gone").targetKeyId(other));
  }

  @ParameterizedTest
  @CsvSource({"6, greater than or equal to 7", "31, less than or equal to 30"})
  void theWindowIsSevenToThirtyDays(int days, String bound) {
    String key = signingKey();
    assertRefused(
        () -> kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(days)),
        "ValidationException",
        "1 validation error detected: Value '"
            + days
            + "' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value "
            + bound);
  }

  private KeyState state(String key) {
    return kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().tagKey(key).tagValue(value).build();
  }

  @Test
  void thePublicHalfOfADisabledKeyCanBeRefusedAsTheGuideOfAwsHasIt() {
    try (LocalKms other = LocalKms.builder().publicKeyWhileDisabled(false).start();
        KmsClient client =
            KmsClient.builder()
                .region(Region.of(REGION))
                .endpointOverride(other.endpoint())
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(
                            LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)))
                .build()) {
      String key = other.createKey(REGION, "ECC_NIST_P256", "SIGN_VERIFY");
      client.disableKey(r -> r.keyId(key));
      assertRefused(
          () -> client.getPublicKey(r -> r.keyId(key)), "DisabledException", key + " is disabled.");
    }
  }
}
