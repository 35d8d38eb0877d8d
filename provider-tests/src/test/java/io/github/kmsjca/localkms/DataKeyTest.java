package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** GenerateDataKey and GenerateDataKeyWithoutPlaintext. */
final class DataKeyTest extends CiphertextTest {

  @ParameterizedTest
  @CsvSource({"AES_128, 16, 151", "AES_256, 32, 167"})
  void aDataKeyHasTheLengthOfItsSpec(DataKeySpec spec, int length, int encrypted) {
    KeyMetadata key = kms.createKey().keyMetadata();
    GenerateDataKeyResponse dataKey =
        kms.generateDataKey(r -> r.keyId(key.keyId()).keySpec(spec).encryptionContext(CONTEXT));
    assertThat(dataKey.keyId()).isEqualTo(key.arn());
    assertThat(dataKey.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(dataKey.ciphertextForRecipient()).isNull();
    assertThat(dataKey.plaintext().asByteArray()).hasSize(length);
    byte[] blob = dataKey.ciphertextBlob().asByteArray();
    assertThat(blob).hasSize(encrypted);
    assertThat(decrypt(key.arn(), blob, CONTEXT)).isEqualTo(dataKey.plaintext().asByteArray());
    assertInvalid(() -> decrypt(blob, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"1", "16", "24", "64", "1024"})
  void aDataKeyHasAnyLengthUpTo1024(int length) {
    String key = symmetricKey();
    GenerateDataKeyResponse dataKey = kms.generateDataKey(r -> r.keyId(key).numberOfBytes(length));
    assertThat(dataKey.plaintext().asByteArray()).hasSize(length);
    assertThat(decrypt(dataKey.ciphertextBlob().asByteArray(), Map.of()))
        .isEqualTo(dataKey.plaintext().asByteArray());
  }

  @Test
  void noTwoDataKeysAreAlike() {
    String key = symmetricKey();
    SdkBytes one = kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256")).plaintext();
    SdkBytes two = kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256")).plaintext();
    assertThat(one).isNotEqualTo(two);
    assertThat(one.asByteArray()).isNotEqualTo(new byte[32]);
  }

  @Test
  void aDataKeyForSomebodyElse() {
    KeyMetadata key = kms.createKey().keyMetadata();
    GenerateDataKeyWithoutPlaintextResponse dataKey =
        kms.generateDataKeyWithoutPlaintext(
            r -> r.keyId(key.arn()).keySpec(DataKeySpec.AES_128).encryptionContext(CONTEXT));
    assertThat(dataKey.keyId()).isEqualTo(key.arn());
    assertThat(dataKey.keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(decrypt(dataKey.ciphertextBlob().asByteArray(), CONTEXT)).hasSize(16);
  }

  @Test
  void itsLengthIsSaidOnce() {
    String key = symmetricKey();
    kms.disableKey(r -> r.keyId(key));
    String message = "Please specify either number of bytes or key spec.";
    refused(key, r -> {}, r -> {}, "ValidationException", message);
    refused(
        key,
        r -> r.keySpec(DataKeySpec.AES_256).numberOfBytes(32),
        r -> r.keySpec(DataKeySpec.AES_256).numberOfBytes(32),
        "ValidationException",
        message);
    // What the input alone tells is told before anybody looks for the key.
    assertRefused(
        () -> kms.generateDataKey(r -> r.keyId("alias/none")), "ValidationException", message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, greater than or equal to 1",
    "-1, greater than or equal to 1",
    "1025, less than or equal to 1024"
  })
  void aDataKeyHasOneTo1024Bytes(int length, String bound) {
    refused(
        symmetricKey(),
        r -> r.numberOfBytes(length),
        r -> r.numberOfBytes(length),
        "ValidationException",
        "1 validation error detected: Value '"
            + length
            + "' at 'numberOfBytes' failed to satisfy constraint: Member must have value "
            + bound);
  }

  @Test
  void otherSpecsAreRefused() {
    refused(
        symmetricKey(),
        r -> r.keySpec("AES_192"),
        r -> r.keySpec("AES_192"),
        "ValidationException",
        "1 validation error detected: Value 'AES_192' at 'keySpec' failed to satisfy constraint:"
            + " Member must satisfy enum value set: [AES_256, AES_128]");
  }

  @Test
  void onlySymmetricKeysWrapDataKeys() {
    for (KeySpec spec : new KeySpec[] {KeySpec.RSA_2048, KeySpec.SM2}) {
      refused(
          key(spec, KeyUsageType.ENCRYPT_DECRYPT),
          r -> r.numberOfBytes(32),
          r -> r.numberOfBytes(32),
          "InvalidKeyUsageException",
          "You cannot generate a data key with an asymmetric CMK");
    }
    String signing = signingKey();
    String usage = signing + " key usage is SIGN_VERIFY which is not valid for ";
    assertRefused(
        () -> kms.generateDataKey(r -> r.keyId(signing).numberOfBytes(32)),
        "InvalidKeyUsageException",
        usage + "GenerateDataKey.");
    assertRefused(
        () -> kms.generateDataKeyWithoutPlaintext(r -> r.keyId(signing).numberOfBytes(32)),
        "InvalidKeyUsageException",
        usage + "GenerateDataKeyWithoutPlaintext.");
  }

  @Test
  void onlyAnEnabledKeyWrapsDataKeys() {
    String key = symmetricKey();
    kms.disableKey(r -> r.keyId(key));
    refused(
        key,
        r -> r.numberOfBytes(32),
        r -> r.numberOfBytes(32),
        "DisabledException",
        key + " is disabled.");
    kms.scheduleKeyDeletion(r -> r.keyId(key));
    refused(
        key,
        r -> r.numberOfBytes(32),
        r -> r.numberOfBytes(32),
        "KMSInvalidStateException",
        key + " is pending deletion.");
  }

  @Test
  void aDryRunFindsOutWhatACallWould() {
    refused(
        symmetricKey(),
        r -> r.numberOfBytes(32).dryRun(true),
        r -> r.numberOfBytes(32).dryRun(true),
        "DryRunOperationException",
        "The request would have succeeded, but the DryRun option is set.");
    refused(
        key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT),
        r -> r.numberOfBytes(32).dryRun(true),
        r -> r.numberOfBytes(32).dryRun(true),
        "InvalidKeyUsageException",
        "You cannot generate a data key with an asymmetric CMK");
  }

  @Test
  void nobodyIsAnEnclave() {
    assertRefused(
        () ->
            kms.generateDataKey(
                r ->
                    r.keyId(symmetricKey())
                        .numberOfBytes(32)
                        .recipient(
                            e -> e.attestationDocument(SdkBytes.fromUtf8String("trust me")))),
        "ValidationException",
        "The attestation document of the recipient is not valid.");
  }

  /** Both operations refuse the same in the same words. */
  private void refused(
      String key,
      Consumer<GenerateDataKeyRequest.Builder> one,
      Consumer<GenerateDataKeyWithoutPlaintextRequest.Builder> other,
      String type,
      String message) {
    assertRefused(() -> kms.generateDataKey(r -> one.accept(r.keyId(key))), type, message);
    assertRefused(
        () -> kms.generateDataKeyWithoutPlaintext(r -> other.accept(r.keyId(key))), type, message);
  }
}
