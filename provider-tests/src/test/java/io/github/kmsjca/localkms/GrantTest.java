package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Grants: at once with a token, later without, and no longer than they last. */
final class GrantTest extends PermissionTest {
  private static final Duration DELAY = Duration.ofMinutes(5);

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).consistencyDelay(DELAY);
  }

  @Test
  void aTokenWorksAtOnceAndTheGrantLaterWithoutIt() {
    String key = readyKey();
    refusal(() -> encrypt(alice, key), "AccessDeniedException");
    CreateGrantResponse grant = grant(key, ALICE, GrantOperation.ENCRYPT);
    refusal(() -> encrypt(alice, key), "AccessDeniedException");
    encrypt(alice, key, grant.grantToken());
    moveClock(DELAY);
    KmsClient later = client(REGION, "AKIDALICE", "alice");
    encrypt(later, key);
    refusal(
        () -> later.generateDataKey(r -> r.keyId(key).keySpec("AES_256")), "AccessDeniedException");
    kms.revokeGrant(r -> r.keyId(key).grantId(grant.grantId()));
    refusal(() -> encrypt(later, key), "AccessDeniedException");
    refusal(() -> encrypt(later, key, grant.grantToken()), "AccessDeniedException");
  }

  @Test
  void anInventedTokenIsRefused() {
    String key = readyKey();
    refusal(() -> encrypt(kms, key, "invented"), "InvalidGrantTokenException");
    CreateGrantResponse grant = grant(key, ALICE, GrantOperation.ENCRYPT);
    kms.revokeGrant(r -> r.keyId(key).grantId(grant.grantId()));
    refusal(() -> encrypt(kms, key, grant.grantToken()), "InvalidGrantTokenException");
  }

  @Test
  void aTokenOfAnotherDoesNotHelp() {
    String key = readyKey();
    String token = grant(key, ALICE, GrantOperation.ENCRYPT).grantToken();
    refusal(() -> encrypt(session, key, token), "AccessDeniedException");
    refusal(() -> encrypt(ann, key, token), "AccessDeniedException");
  }

  @Test
  void sessionsHaveWhatTheirRoleIsGranted() {
    String key = readyKey();
    encrypt(session, key, grant(key, ROLE, GrantOperation.ENCRYPT).grantToken());
    String other = readyKey();
    encrypt(session, other, grant(other, SESSION, GrantOperation.ENCRYPT).grantToken());
  }

  @Test
  void anotherAccountIsGrantedAKeyToo() {
    String key = readyKey();
    String token = grant(key, ANN, GrantOperation.ENCRYPT, GrantOperation.DECRYPT).grantToken();
    SdkBytes blob = encrypt(ann, key, token);
    ann.decrypt(r -> r.ciphertextBlob(blob).grantTokens(token));
    refusal(() -> ann.decrypt(r -> r.ciphertextBlob(blob)), "AccessDeniedException");
    String account = "arn:aws:iam::222222222222:root";
    String toAll = grant(key, account, GrantOperation.ENCRYPT).grantToken();
    encrypt(stranger, key, toAll);
    String second = readyKey();
    String toAllOfSecond = grant(second, account, GrantOperation.ENCRYPT).grantToken();
    refusal(() -> encrypt(ann, second, toAllOfSecond), "AccessDeniedException");
  }

  @Test
  void whatAPolicyDeniesNoGrantAllows() {
    String key = readyKey(deny(ALICE, "kms:Encrypt"));
    String token = grant(key, ALICE, GrantOperation.ENCRYPT).grantToken();
    assertDenied(
        () -> encrypt(alice, key, token),
        ALICE,
        "kms:Encrypt",
        "with an explicit deny in a resource-based policy");
  }

  @Test
  void constraintsLookAtTheEncryptionContext() {
    String key = readyKey();
    String equal =
        grant(key, r -> r.constraints(c -> c.encryptionContextEquals(Map.of("a", "1"))))
            .grantToken();
    encrypt(key, equal, Map.of("a", "1"));
    refusal(() -> encrypt(key, equal, Map.of("a", "1", "b", "2")), "AccessDeniedException");
    refusal(() -> encrypt(key, equal, Map.of("A", "1")), "AccessDeniedException");
    String subset =
        grant(key, r -> r.constraints(c -> c.encryptionContextSubset(Map.of("b", "2"))))
            .grantToken();
    encrypt(key, subset, Map.of("a", "1", "b", "2"));
    refusal(() -> encrypt(key, subset, Map.of("a", "1")), "AccessDeniedException");
    refusal(() -> encrypt(key, subset, Map.of()), "AccessDeniedException");
    String service =
        grant(key, r -> r.constraints(c -> c.sourceArn("arn:aws:s3:::a-bucket"))).grantToken();
    refusal(() -> encrypt(key, service, Map.of()), "AccessDeniedException");
  }

  @Test
  void aGranteePassesOnOnlyWhatItHas() {
    String key = readyKey();
    String token =
        kms.createGrant(
                r ->
                    r.keyId(key)
                        .granteePrincipal(ALICE)
                        .operations(GrantOperation.CREATE_GRANT, GrantOperation.ENCRYPT)
                        .constraints(c -> c.encryptionContextSubset(Map.of("a", "1"))))
            .grantToken();
    Consumer<CreateGrantRequest.Builder> within =
        r ->
            r.keyId(key)
                .granteePrincipal(ROLE)
                .operations(GrantOperation.ENCRYPT)
                .constraints(c -> c.encryptionContextSubset(Map.of("a", "1", "b", "2")))
                .grantTokens(token);
    assertThat(alice.createGrant(within).grantId()).matches("[0-9a-f]{64}");
    refusal(
        () -> alice.createGrant(within.andThen(r -> r.operations(GrantOperation.DECRYPT))),
        "AccessDeniedException");
    refusal(
        () -> alice.createGrant(within.andThen(r -> r.constraints(c -> {}))),
        "AccessDeniedException");
    refusal(
        () -> alice.createGrant(within.andThen(r -> r.grantTokens(List.of()))),
        "AccessDeniedException");
  }

  @Test
  void aNamedGrantIsMadeOnce() {
    String key = readyKey();
    Consumer<CreateGrantRequest.Builder> named = r -> r.name("for-alice");
    CreateGrantResponse first = grant(key, named);
    CreateGrantResponse again = grant(key, named);
    assertThat(again.grantId()).isEqualTo(first.grantId());
    assertThat(again.grantToken()).isNotEqualTo(first.grantToken());
    encrypt(alice, key, again.grantToken());
    assertThat(grant(key, named.andThen(r -> r.retiringPrincipal(ROLE))).grantId())
        .isNotEqualTo(first.grantId());
    assertThat(grant(key, r -> {}).grantId()).isNotEqualTo(grant(key, r -> {}).grantId());
    assertThat(kms.listGrants(r -> r.keyId(key)).grants()).hasSize(4);
  }

  @Test
  void grantsAreListed() {
    String key = readyKey();
    CreateGrantResponse first =
        grant(
            key,
            r ->
                r.name("n")
                    .retiringPrincipal(ROLE)
                    .constraints(c -> c.encryptionContextEquals(Map.of("a", "1"))));
    CreateGrantResponse second = grant(key, SESSION, GrantOperation.DECRYPT);
    GrantListEntry entry =
        kms.listGrants(r -> r.keyId(key).grantId(first.grantId())).grants().get(0);
    assertThat(entry.keyId()).isEqualTo(key);
    assertThat(entry.grantId()).isEqualTo(first.grantId());
    assertThat(entry.name()).isEqualTo("n");
    assertThat(entry.granteePrincipal()).isEqualTo(ALICE);
    assertThat(entry.retiringPrincipal()).isEqualTo(ROLE);
    assertThat(entry.issuingAccount()).isEqualTo("arn:aws:iam::000000000000:root");
    assertThat(entry.operations()).containsExactly(GrantOperation.ENCRYPT);
    assertThat(entry.constraints().encryptionContextEquals()).isEqualTo(Map.of("a", "1"));
    assertThat(kms.listGrants(r -> r.keyId(key).granteePrincipal(SESSION)).grants())
        .singleElement()
        .satisfies(
            other -> {
              assertThat(other.grantId()).isEqualTo(second.grantId());
              assertThat(other.name()).isEmpty();
              assertThat(other.constraints()).isNull();
              assertThat(other.retiringPrincipal()).isNull();
            });
    assertThat(kms.listGrantsPaginator(r -> r.keyId(key).limit(1)).grants()).hasSize(2);
    refusal(() -> kms.listGrants(r -> r.keyId(key).grantId("none")), "InvalidGrantIdException");
    assertThat(kms.listRetirableGrants(r -> r.retiringPrincipal(ROLE)).grants())
        .extracting(GrantListEntry::grantId)
        .containsExactly(first.grantId());
    assertThat(kms.listRetirableGrantsPaginator(r -> r.retiringPrincipal(ALICE)).grants())
        .isEmpty();
    refusal(() -> kms.listRetirableGrants(r -> r.limit(1)), "ValidationException");
  }

  @Test
  void aGrantIsRetiredByWhomItNames() {
    String key = readyKey();
    CreateGrantResponse byRole = grant(key, r -> r.retiringPrincipal(ROLE));
    refusal(
        () -> alice.retireGrant(r -> r.grantToken(byRole.grantToken())), "AccessDeniedException");
    refusal(() -> ann.retireGrant(r -> r.grantToken(byRole.grantToken())), "AccessDeniedException");
    refusal(
        () -> session.retireGrant(r -> r.grantToken(byRole.grantToken()).dryRun(true)),
        "DryRunOperationException");
    session.retireGrant(r -> r.grantToken(byRole.grantToken()));
    refusal(
        () -> session.retireGrant(r -> r.grantToken(byRole.grantToken())),
        "InvalidGrantTokenException");
    CreateGrantResponse byGrantee =
        grant(key, ALICE, GrantOperation.ENCRYPT, GrantOperation.RETIRE_GRANT);
    alice.retireGrant(r -> r.keyId(key).grantId(byGrantee.grantId()));
    CreateGrantResponse byAccount = grant(key, ALICE, GrantOperation.ENCRYPT);
    kms.retireGrant(r -> r.keyId(key).grantId(byAccount.grantId()));
    refusal(
        () -> kms.retireGrant(r -> r.keyId(key).grantId(byAccount.grantId())), "NotFoundException");
    refusal(() -> kms.retireGrant(r -> r.keyId(key)), "ValidationException");
    assertThat(kms.listGrants(r -> r.keyId(key)).grants()).isEmpty();
  }

  @Test
  void aDryRunChangesNothing() {
    String key = readyKey();
    refusal(() -> grant(key, r -> r.dryRun(true)), "DryRunOperationException");
    CreateGrantResponse grant = grant(key, r -> {});
    refusal(
        () -> kms.revokeGrant(r -> r.keyId(key).grantId(grant.grantId()).dryRun(true)),
        "DryRunOperationException");
    assertThat(kms.listGrants(r -> r.keyId(key)).grants()).hasSize(1);
    refusal(
        () -> kms.revokeGrant(r -> r.keyId(key).grantId("none").dryRun(true)), "NotFoundException");
  }

  @Test
  void grantsGoWithTheirKey() {
    String key = readyKey();
    grant(key, r -> r.retiringPrincipal(ROLE));
    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
    refusal(() -> grant(key, r -> {}), "KMSInvalidStateException");
    moveClock(Duration.ofDays(8));
    assertThat(kms.listRetirableGrants(r -> r.retiringPrincipal(ROLE)).grants()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, GenerateDataKeyPair, Sign",
    "HMAC_256, GENERATE_VERIFY_MAC, VerifyMac, GetPublicKey",
    "ECC_NIST_P256, SIGN_VERIFY, GetPublicKey, GenerateMac",
    "ECC_NIST_P256, KEY_AGREEMENT, DeriveSharedSecret, Sign",
    "RSA_2048, ENCRYPT_DECRYPT, ReEncryptFrom, GenerateDataKey"
  })
  void onlyWhatAKeyDoesIsGranted(KeySpec spec, KeyUsageType usage, String done, String not) {
    String key = key(spec, usage);
    moveClock(DELAY);
    assertThat(grant(key, r -> r.operationsWithStrings(done, "DescribeKey")).grantId())
        .isNotEmpty();
    refusal(() -> grant(key, r -> r.operationsWithStrings(not)), "ValidationException");
  }

  @Test
  void aGrantHasToBeOne() {
    String key = readyKey();
    assertRefused(
        () -> grant(key, ALICE, GrantOperation.CREATE_GRANT),
        "ValidationException",
        "Grants must not contain only the CreateGrant operation.");
    assertRefused(
        () -> grant(key, "arn:aws:iam::000000000000:group/all", GrantOperation.ENCRYPT),
        "InvalidArnException",
        "ARN does not refer to a valid principal: arn:aws:iam::000000000000:group/all");
    refusal(() -> grant(key, r -> r.granteePrincipal(null)), "ValidationException");
    refusal(() -> grant(key, r -> r.name("a b")), "ValidationException");
    refusal(() -> grant(key, r -> r.operationsWithStrings("ListKeys")), "ValidationException");
    String signing = signingKey();
    moveClock(DELAY);
    refusal(
        () ->
            kms.createGrant(
                r ->
                    r.keyId(signing)
                        .granteePrincipal(ALICE)
                        .operations(GrantOperation.SIGN)
                        .constraints(c -> c.encryptionContextSubset(Map.of("a", "1")))),
        "ValidationException");
  }

  private String readyKey(String... statements) {
    String key = key(statements);
    moveClock(DELAY);
    return key;
  }

  private CreateGrantResponse grant(String key, String grantee, GrantOperation... operations) {
    return kms.createGrant(r -> r.keyId(key).granteePrincipal(grantee).operations(operations));
  }

  private CreateGrantResponse grant(String key, Consumer<CreateGrantRequest.Builder> more) {
    return kms.createGrant(
        r -> {
          r.keyId(key).granteePrincipal(ALICE).operations(GrantOperation.ENCRYPT);
          more.accept(r);
        });
  }

  private static SdkBytes encrypt(KmsClient client, String key, String token) {
    return client
        .encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x")).grantTokens(token))
        .ciphertextBlob();
  }

  private void encrypt(String key, String token, Map<String, String> context) {
    alice.encrypt(
        r ->
            r.keyId(key)
                .plaintext(SdkBytes.fromUtf8String("x"))
                .encryptionContext(context)
                .grantTokens(token));
  }
}
