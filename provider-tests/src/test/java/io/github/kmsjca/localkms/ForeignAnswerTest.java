package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Answers that other servers give, and that AWS gives at times. */
final class ForeignAnswerTest extends KmsTest {

  @ParameterizedTest
  @CsvSource({"SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, 1, 0", "HMAC_256, GENERATE_VERIFY_MAC, 0, 0"})
  @SuppressWarnings("deprecation") // the old member is what these servers answer
  void aKeyWithoutAPublicHalfIsDescribed(
      KeySpec spec, KeyUsageType usage, int encryption, int signing) {
    String key = key(spec, usage);
    refusal(() -> kms.getPublicKey(r -> r.keyId(key)), "UnsupportedOperationException");
    localKms.faults().always("GetPublicKey", Fault.noPublicKey());
    GetPublicKeyResponse answer = kms.getPublicKey(r -> r.keyId(key));
    assertThat(answer.publicKey()).isNull();
    assertThat(answer.keyId()).isEqualTo(key);
    assertThat(answer.keySpec()).isEqualTo(spec);
    assertThat(answer.customerMasterKeySpecAsString()).isEqualTo(spec.toString());
    assertThat(answer.keyUsage()).isEqualTo(usage);
    assertThat(answer.encryptionAlgorithms()).hasSize(encryption);
    assertThat(answer.signingAlgorithms()).hasSize(signing);
    assertThat(localKms.calls().count("DescribeKey")).isZero();
  }

  @Test
  void otherKeysAndRefusalsStayAsTheyAre() {
    String key = signingKey();
    String doomed = kms.createKey().keyMetadata().arn();
    kms.scheduleKeyDeletion(r -> r.keyId(doomed));
    localKms.faults().always("*", Fault.noPublicKey());
    assertThat(kms.getPublicKey(r -> r.keyId(key)).publicKey()).isNotNull();
    refusal(() -> kms.getPublicKey(r -> r.keyId(doomed)), "KMSInvalidStateException");
    refusal(() -> kms.getPublicKey(r -> r.keyId("alias/none")), "NotFoundException");
    refusal(() -> kms.enableKeyRotation(r -> r.keyId(key)), "UnsupportedOperationException");
  }

  @Test
  @SuppressWarnings("deprecation") // the old member is what these servers answer
  void theKeySpecMayOnlyHaveItsOldName() {
    String key = signingKey();
    localKms.faults().always("*", Fault.omit("KeySpec"));
    GetPublicKeyResponse answer = kms.getPublicKey(r -> r.keyId(key));
    assertThat(answer.keySpec()).isNull();
    assertThat(answer.customerMasterKeySpecAsString()).isEqualTo("ECC_NIST_P256");
    KeyMetadata described = kms.describeKey(r -> r.keyId(key)).keyMetadata();
    assertThat(described.keySpec()).isNull();
    assertThat(described.customerMasterKeySpecAsString()).isEqualTo("ECC_NIST_P256");
    kms.disableKey(r -> r.keyId(key)); // an answer without a body
  }

  @Test
  void theKeyMayBeNamedByItsBareId() {
    String key = signingKey();
    localKms.faults().always("*", Fault.bareKeyId());
    assertThat(key).endsWith("/" + kms.getPublicKey(r -> r.keyId(key)).keyId());
    kms.disableKey(r -> r.keyId(key)); // an answer without a body
  }

  @Test
  void anInvalidStateHasOtherWords() {
    String key = kms.createKey().keyMetadata().arn();
    localKms.faults().next("GenerateDataKey", Fault.invalidState("The key store is disconnected."));
    assertRefused(
        () -> kms.generateDataKey(r -> r.keyId(key).numberOfBytes(32)),
        "KMSInvalidStateException",
        "The key store is disconnected.");
    kms.generateDataKey(r -> r.keyId(key).numberOfBytes(32));
  }
}
