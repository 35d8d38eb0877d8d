package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.DryRunModifierType;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KeyEncryptionMechanism;

/** Who may encrypt and decrypt what, with symmetric keys. */
final class EncryptionRulesTest extends CiphertextTest {
  private static final String INVALID = "InvalidCiphertextException";
  private static final String NO_SUCH_KEY =
      "The ciphertext refers to a customer master key that does not exist, does not exist in this"
          + " region, or you are not allowed to access.";

  @Test
  void onlyAnEnabledKeyEncryptsAndDecrypts() {
    String key = symmetricKey();
    byte[] blob = encrypt(key, MESSAGE, Map.of());
    kms.disableKey(r -> r.keyId(key));
    String disabled = key + " is disabled.";
    assertRefused(() -> encrypt(key, MESSAGE, Map.of()), "DisabledException", disabled);
    assertRefused(() -> decrypt(blob, Map.of()), "DisabledException", disabled);
    assertRefused(() -> decrypt(key, blob, CONTEXT), "DisabledException", disabled);
    assertThatThrownBy(() -> decrypt(blob, Map.of())).isInstanceOf(DisabledException.class);
    kms.enableKey(r -> r.keyId(key));
    assertThat(decrypt(blob, Map.of())).isEqualTo(MESSAGE);
    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
    String pending = key + " is pending deletion.";
    assertRefused(() -> encrypt(key, MESSAGE, Map.of()), "KMSInvalidStateException", pending);
    assertRefused(() -> decrypt(blob, Map.of()), "KMSInvalidStateException", pending);
    assertRefused(() -> decrypt(key, blob, Map.of()), "KMSInvalidStateException", pending);
    moveClock(Duration.ofDays(7));
    assertRefused(() -> decrypt(blob, Map.of()), "AccessDeniedException", NO_SUCH_KEY);
    refusal(() -> decrypt(key, blob, Map.of()), "NotFoundException");
  }

  @Test
  void keysOfOtherRegionsAndAccountsAreOutOfReach() {
    byte[] blob = encrypt(symmetricKey(), MESSAGE, Map.of());
    assertRefused(
        () -> client("eu-west-1").decrypt(r -> r.ciphertextBlob(SdkBytes.fromByteArray(blob))),
        "AccessDeniedException",
        NO_SUCH_KEY);
    String foreign = "arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012";
    refusal(() -> decrypt(foreign, blob, Map.of()), "AccessDeniedException");
  }

  @Test
  void multiRegionKeysDecryptToo() {
    String key = kms.createKey(r -> r.multiRegion(true)).keyMetadata().arn();
    assertThat(decrypt(key, encrypt(key, MESSAGE, CONTEXT), CONTEXT)).isEqualTo(MESSAGE);
  }

  @Test
  void usageAndAlgorithmMustFitTheKey() {
    String signing = signingKey();
    assertRefused(
        () -> encrypt(signing, MESSAGE, Map.of()),
        "InvalidKeyUsageException",
        signing + " key usage is SIGN_VERIFY which is not valid for Encrypt.");
    String key = symmetricKey();
    ThrowingCallable call = () -> encrypt(key, MESSAGE, EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256);
    assertRefused(
        call,
        "InvalidKeyUsageException",
        "Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT.");
    assertThatThrownBy(call).isInstanceOf(InvalidKeyUsageException.class);
    byte[] blob = encrypt(key, MESSAGE, Map.of());
    assertRefused(
        () -> decrypt(key, blob, EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1),
        "InvalidKeyUsageException",
        "Algorithm RSAES_OAEP_SHA_1 is incompatible with key spec SYMMETRIC_DEFAULT.");
    assertRefused(
        () ->
            kms.encrypt(
                r ->
                    r.keyId(key)
                        .plaintext(SdkBytes.fromByteArray(MESSAGE))
                        .encryptionAlgorithm("RSAES_PKCS1")),
        "ValidationException",
        "1 validation error detected: Value 'RSAES_PKCS1' at 'encryptionAlgorithm' failed to"
            + " satisfy constraint: Member must satisfy enum value set: [RSAES_OAEP_SHA_1,"
            + " RSAES_OAEP_SHA_256, SM2PKE, SYMMETRIC_DEFAULT]");
  }

  @Test
  void aDryRunFindsOutWhatACallWould() {
    String key = symmetricKey();
    SdkBytes blob = SdkBytes.fromByteArray(encrypt(key, MESSAGE, Map.of()));
    assertThatThrownBy(() -> dryEncrypt(key, 4096)).isInstanceOf(DryRunOperationException.class);
    refusal(() -> dryEncrypt(signingKey(), 1), "InvalidKeyUsageException");
    refusal(
        () -> kms.decrypt(r -> r.ciphertextBlob(blob).dryRun(true)), "DryRunOperationException");
    refusal(
        () ->
            kms.decrypt(
                r ->
                    r.ciphertextBlob(SdkBytes.fromByteArray(flipped(blob.asByteArray(), 9)))
                        .dryRun(true)),
        INVALID);
    refusal(
        () -> kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT).dryRun(true)),
        INVALID);
    refusal(() -> kms.decrypt(r -> r.keyId(key).dryRun(true)), "ValidationException");
  }

  @Test
  void aDryRunCanDoWithoutACiphertext() {
    String key = symmetricKey();
    DryRunModifierType modifier = DryRunModifierType.IGNORE_CIPHERTEXT;
    refusal(
        () -> kms.decrypt(r -> r.keyId(key).dryRun(true).dryRunModifiers(modifier)),
        "DryRunOperationException");
    refusal(
        () ->
            kms.decrypt(
                r ->
                    r.keyId(key)
                        .ciphertextBlob(SdkBytes.fromByteArray(MESSAGE))
                        .dryRun(true)
                        .dryRunModifiers(modifier)),
        "DryRunOperationException");
    assertRefused(
        () -> kms.decrypt(r -> r.dryRun(true).dryRunModifiers(modifier)),
        "ValidationException",
        "KeyId must not be null");
    refusal(() -> kms.decrypt(r -> r.keyId(key).dryRunModifiers(modifier)), "ValidationException");
    refusal(
        () -> kms.decrypt(r -> r.keyId(key).dryRun(true).dryRunModifiersWithStrings("IGNORE")),
        "ValidationException");
    refusal(
        () -> kms.decrypt(r -> r.keyId(signingKey()).dryRun(true).dryRunModifiers(modifier)),
        "InvalidKeyUsageException");
    kms.disableKey(r -> r.keyId(key));
    refusal(
        () -> kms.decrypt(r -> r.keyId(key).dryRun(true).dryRunModifiers(modifier)),
        "DisabledException");
  }

  @Test
  void nobodyIsAnEnclave() {
    SdkBytes blob = SdkBytes.fromByteArray(encrypt(symmetricKey(), MESSAGE, Map.of()));
    assertRefused(
        () ->
            kms.decrypt(
                r ->
                    r.ciphertextBlob(blob)
                        .recipient(
                            e ->
                                e.attestationDocument(SdkBytes.fromUtf8String("trust me"))
                                    .keyEncryptionAlgorithm(
                                        KeyEncryptionMechanism.RSAES_OAEP_SHA_256))),
        "ValidationException",
        "The attestation document of the recipient is not valid.");
    refusal(
        () ->
            kms.decrypt(
                r -> r.ciphertextBlob(blob).recipient(e -> e.keyEncryptionAlgorithm("RSA"))),
        "ValidationException");
  }

  @Test
  void grantTokensThatNobodyIssuedAreRefused() {
    String key = symmetricKey();
    refusal(
        () ->
            kms.encrypt(
                r ->
                    r.keyId(key).plaintext(SdkBytes.fromByteArray(MESSAGE)).grantTokens("made-up")),
        "InvalidGrantTokenException");
  }

  private void dryEncrypt(String key, int length) {
    kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromByteArray(new byte[length])).dryRun(true));
  }
}
