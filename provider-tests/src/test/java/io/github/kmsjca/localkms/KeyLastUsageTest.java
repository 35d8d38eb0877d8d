package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.KeyLastUsageData;
import software.amazon.awssdk.services.kms.model.SignResponse;

/** GetKeyLastUsage. */
final class KeyLastUsageTest extends KmsTest {
  private static final SdkBytes TEXT = SdkBytes.fromUtf8String("x");

  @Test
  void whoWasNeverUsedSaysSo() {
    String key = kms.createKey().keyMetadata().arn();
    kms.describeKey(r -> r.keyId(key));
    refusal(() -> sign(key), "InvalidKeyUsageException");
    refusal(
        () -> kms.encrypt(r -> r.keyId(key).plaintext(TEXT).dryRun(true)),
        "DryRunOperationException");
    GetKeyLastUsageResponse never = kms.getKeyLastUsage(r -> r.keyId(key));
    assertThat(never.keyId()).isEqualTo(key);
    assertThat(never.keyLastUsage()).isEqualTo(KeyLastUsageData.builder().build());
    assertThat(never.keyCreationDate())
        .isEqualTo(kms.describeKey(r -> r.keyId(key)).keyMetadata().creationDate())
        .isEqualTo(never.trackingStartDate());
  }

  @Test
  void theLastSuccessCounts() {
    String key = kms.createKey().keyMetadata().arn();
    EncryptResponse first = kms.encrypt(r -> r.keyId(key).plaintext(TEXT));
    assertUse(key, "Encrypt", first.responseMetadata().requestId());
    String before = usage(key).cloudTrailEventId();
    moveClock(Duration.ofDays(1));
    String decrypted =
        kms.decrypt(r -> r.ciphertextBlob(first.ciphertextBlob())).responseMetadata().requestId();
    assertUse(key, "Decrypt", decrypted);
    assertThat(usage(key).cloudTrailEventId()).isNotIn(before, decrypted).hasSize(36);
    SdkBytes broken = SdkBytes.fromUtf8String("y".repeat(200));
    refusal(
        () -> kms.decrypt(r -> r.keyId(key).ciphertextBlob(broken)), "InvalidCiphertextException");
    assertUse(key, "Decrypt", decrypted);
    kms.disableKey(r -> r.keyId(key));
    assertUse(key, "Decrypt", decrypted);
  }

  @Test
  void bothKeysOfAReEncryptAreUsed() {
    String from = kms.createKey().keyMetadata().arn();
    String to = kms.createKey().keyMetadata().arn();
    SdkBytes blob = kms.encrypt(r -> r.keyId(from).plaintext(TEXT)).ciphertextBlob();
    String id =
        kms.reEncrypt(r -> r.ciphertextBlob(blob).destinationKeyId(to))
            .responseMetadata()
            .requestId();
    assertUse(from, "ReEncrypt", id);
    assertUse(to, "ReEncrypt", id);
  }

  @Test
  void whoVerifiesUsesTheKeyIfTheSignatureIsGood() {
    String key = signingKey();
    SignResponse signed =
        kms.sign(r -> r.keyId(key).message(TEXT).signingAlgorithm("ECDSA_SHA_256"));
    kms.getPublicKey(r -> r.keyId(key));
    assertUse(key, "Sign", signed.responseMetadata().requestId());
    refusal(
        () ->
            kms.verify(
                r ->
                    r.keyId(key)
                        .message(SdkBytes.fromUtf8String("other"))
                        .signature(signed.signature())
                        .signingAlgorithm("ECDSA_SHA_256")),
        "KMSInvalidSignatureException");
    assertThat(usage(key).operationAsString()).isEqualTo("Sign");
    kms.verify(
        r ->
            r.keyId(key)
                .message(TEXT)
                .signature(signed.signature())
                .signingAlgorithm("ECDSA_SHA_256"));
    assertThat(usage(key).operationAsString()).isEqualTo("Verify");
  }

  @Test
  void relatedKeysAreUsedEachForItself() {
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().keyId();
    kms.replicateKey(r -> r.keyId(key).replicaRegion("eu-west-1"));
    client("eu-west-1").generateDataKey(r -> r.keyId(key).keySpec("AES_128"));
    assertThat(usage(key)).isEqualTo(KeyLastUsageData.builder().build());
    assertThat(
            client("eu-west-1")
                .getKeyLastUsage(r -> r.keyId(key))
                .keyLastUsage()
                .operationAsString())
        .isEqualTo("GenerateDataKey");
  }

  @Test
  void anAliasIsNoName() {
    kms.createAlias(r -> r.aliasName("alias/a").targetKeyId(kms.createKey().keyMetadata().keyId()));
    refusal(() -> kms.getKeyLastUsage(r -> r.keyId("alias/a")), "InvalidArnException");
  }

  private void assertUse(String key, String operation, String requestId) {
    KeyLastUsageData use = usage(key);
    assertThat(use.operationAsString()).isEqualTo(operation);
    assertThat(use.kmsRequestId()).isEqualTo(requestId);
    assertThat(use.timestamp()).isCloseTo(clock.instant(), within(1, ChronoUnit.MINUTES));
  }

  private KeyLastUsageData usage(String key) {
    return kms.getKeyLastUsage(r -> r.keyId(key)).keyLastUsage();
  }
}
