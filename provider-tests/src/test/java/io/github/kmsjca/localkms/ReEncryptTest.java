package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DryRunModifierType;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

final class ReEncryptTest extends CiphertextTest {
  private static final EncryptionAlgorithmSpec OAEP = EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256;

  @Test
  void aCiphertextMovesToAnotherKeyAndContext() {
    KeyMetadata from = kms.createKey().keyMetadata();
    KeyMetadata to = kms.createKey().keyMetadata();
    byte[] blob = encrypt(from.arn(), MESSAGE, CONTEXT);
    Map<String, String> context = Map.of("owner", "bob");
    ReEncryptResponse moved =
        reEncrypt(
            blob,
            r ->
                r.sourceEncryptionContext(CONTEXT)
                    .destinationKeyId(to.keyId())
                    .destinationEncryptionContext(context));
    assertThat(moved.sourceKeyId()).isEqualTo(from.arn());
    assertThat(moved.keyId()).isEqualTo(to.arn());
    assertThat(moved.sourceKeyMaterialId()).isEqualTo(from.currentKeyMaterialId());
    assertThat(moved.destinationKeyMaterialId()).isEqualTo(to.currentKeyMaterialId());
    assertThat(moved.sourceEncryptionAlgorithm())
        .isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
    assertThat(moved.destinationEncryptionAlgorithm())
        .isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
    byte[] result = moved.ciphertextBlob().asByteArray();
    assertThat(decrypt(to.arn(), result, context)).isEqualTo(MESSAGE);
    assertInvalid(() -> decrypt(result, CONTEXT));
    assertThat(decrypt(blob, CONTEXT)).isEqualTo(MESSAGE);
    assertThat(localKms.calls().all().get(3).operation()).isEqualTo("ReEncrypt");
    assertThat(localKms.calls().all().get(3).keyId()).isEqualTo(to.keyId());
  }

  @Test
  void theKeyMayStayTheSame() {
    String key = symmetricKey();
    byte[] blob = encrypt(key, MESSAGE, Map.of());
    byte[] bound =
        reEncrypt(
                blob,
                r -> r.sourceKeyId(key).destinationKeyId(key).destinationEncryptionContext(CONTEXT))
            .ciphertextBlob()
            .asByteArray();
    assertThat(decrypt(bound, CONTEXT)).isEqualTo(MESSAGE);
  }

  @Test
  void aCiphertextMovesFromOneAlgorithmToAnother() {
    String symmetric = symmetricKey();
    String rsa = key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);
    String sm2 = key(KeySpec.SM2, KeyUsageType.ENCRYPT_DECRYPT);
    byte[] blob = encrypt(symmetric, MESSAGE, CONTEXT);
    ReEncryptResponse toRsa =
        reEncrypt(
            blob,
            r ->
                r.sourceEncryptionContext(CONTEXT)
                    .destinationKeyId(rsa)
                    .destinationEncryptionAlgorithm(OAEP));
    assertThat(toRsa.sourceKeyMaterialId()).isNotNull();
    assertThat(toRsa.destinationKeyMaterialId()).isNull();
    assertThat(toRsa.destinationEncryptionAlgorithm()).isEqualTo(OAEP);
    ReEncryptResponse toSm2 =
        reEncrypt(
            toRsa.ciphertextBlob().asByteArray(),
            r ->
                r.sourceKeyId(rsa)
                    .sourceEncryptionAlgorithm(OAEP)
                    .destinationKeyId(sm2)
                    .destinationEncryptionAlgorithm(EncryptionAlgorithmSpec.SM2_PKE));
    assertThat(toSm2.sourceKeyId()).isEqualTo(rsa);
    assertThat(toSm2.sourceKeyMaterialId()).isNull();
    ReEncryptResponse back =
        reEncrypt(
            toSm2.ciphertextBlob().asByteArray(),
            r ->
                r.sourceKeyId(sm2)
                    .sourceEncryptionAlgorithm(EncryptionAlgorithmSpec.SM2_PKE)
                    .destinationKeyId(symmetric));
    assertThat(back.destinationKeyMaterialId()).isEqualTo(toRsa.sourceKeyMaterialId());
    assertThat(decrypt(back.ciphertextBlob().asByteArray(), Map.of())).isEqualTo(MESSAGE);
  }

  @Test
  void theSourceObeysTheRulesOfDecrypt() {
    String from = symmetricKey();
    String to = symmetricKey();
    byte[] blob = encrypt(from, MESSAGE, CONTEXT);
    assertInvalid(() -> reEncrypt(blob, r -> r.destinationKeyId(to)));
    assertInvalid(
        () ->
            reEncrypt(
                flipped(blob, 60), r -> r.destinationKeyId(to).sourceEncryptionContext(CONTEXT)));
    ThrowingCallable wrongKey =
        () ->
            reEncrypt(
                blob, r -> r.sourceKeyId(to).destinationKeyId(to).sourceEncryptionContext(CONTEXT));
    refusal(wrongKey, "IncorrectKeyException");
    assertThatThrownBy(wrongKey).isInstanceOf(IncorrectKeyException.class);
    assertRefused(
        () -> reEncrypt(blob, r -> r.destinationKeyId(to).sourceEncryptionAlgorithm(OAEP)),
        "ValidationException",
        "SourceKeyId must not be null");
    refusal(() -> kms.reEncrypt(r -> r.destinationKeyId(to)), "ValidationException");
    kms.disableKey(r -> r.keyId(from));
    assertRefused(
        () -> reEncrypt(blob, r -> r.destinationKeyId(to).sourceEncryptionContext(CONTEXT)),
        "DisabledException",
        from + " is disabled.");
    String signing = key(KeySpec.RSA_2048, KeyUsageType.SIGN_VERIFY);
    assertRefused(
        () ->
            reEncrypt(
                new byte[256],
                r -> r.sourceKeyId(signing).sourceEncryptionAlgorithm(OAEP).destinationKeyId(to)),
        "InvalidKeyUsageException",
        signing + " key usage is SIGN_VERIFY which is not valid for ReEncrypt.");
  }

  @Test
  void theDestinationObeysTheRulesOfEncrypt() {
    byte[] blob = encrypt(symmetricKey(), new byte[300], Map.of());
    String rsa = key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT);
    assertRefused(
        () -> reEncrypt(blob, r -> r.destinationKeyId(rsa).destinationEncryptionAlgorithm(OAEP)),
        "ValidationException",
        "Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190"
            + " bytes.");
    assertRefused(
        () -> reEncrypt(blob, r -> r.destinationKeyId(rsa)),
        "InvalidKeyUsageException",
        "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
    refusal(
        () ->
            reEncrypt(
                blob,
                r ->
                    r.destinationKeyId(rsa)
                        .destinationEncryptionAlgorithm(OAEP)
                        .destinationEncryptionContext(CONTEXT)),
        "ValidationException");
    assertRefused(
        () ->
            reEncrypt(
                blob,
                r ->
                    r.destinationKeyId(symmetricKey())
                        .destinationEncryptionContext(Map.of("k", "v".repeat(8192)))),
        "ValidationException",
        "1 validation error detected: Value at 'destinationEncryptionContext' failed to satisfy"
            + " constraint: Member must have length less than or equal to 8192");
    String signing = signingKey();
    assertRefused(
        () -> reEncrypt(blob, r -> r.destinationKeyId(signing)),
        "InvalidKeyUsageException",
        signing + " key usage is SIGN_VERIFY which is not valid for ReEncrypt.");
    String pending = symmetricKey();
    kms.scheduleKeyDeletion(r -> r.keyId(pending));
    assertRefused(
        () -> reEncrypt(blob, r -> r.destinationKeyId(pending)),
        "KMSInvalidStateException",
        pending + " is pending deletion.");
    assertRefused(
        () -> reEncrypt(blob, r -> {}),
        "ValidationException",
        "1 validation error detected: Value null at 'destinationKeyId' failed to satisfy"
            + " constraint: Member must not be null");
  }

  @Test
  void eachKeyNeedsItsOwnPermission() {
    String key = symmetricKey();
    byte[] blob = encrypt(key, MESSAGE, Map.of());
    String foreign = key.replace("000000000000", "111122223333");
    assertThat(denied(() -> reEncrypt(blob, r -> r.destinationKeyId(foreign))))
        .contains("perform: kms:ReEncryptTo on resource: " + foreign);
    assertThat(denied(() -> reEncrypt(blob, r -> r.sourceKeyId(foreign).destinationKeyId(key))))
        .contains("perform: kms:ReEncryptFrom on resource: " + foreign);
  }

  @Test
  void aDryRunFindsOutWhatACallWould() {
    String key = symmetricKey();
    byte[] blob = encrypt(key, MESSAGE, Map.of());
    refusal(
        () -> reEncrypt(blob, r -> r.destinationKeyId(key).dryRun(true)),
        "DryRunOperationException");
    assertInvalid(
        () ->
            reEncrypt(
                blob, r -> r.destinationKeyId(key).sourceEncryptionContext(CONTEXT).dryRun(true)));
    refusal(
        () ->
            reEncrypt(
                blob,
                r -> r.destinationKeyId(key).destinationEncryptionAlgorithm(OAEP).dryRun(true)),
        "InvalidKeyUsageException");
    Consumer<ReEncryptRequest.Builder> blind =
        r ->
            r.destinationKeyId(key)
                .dryRun(true)
                .dryRunModifiers(DryRunModifierType.IGNORE_CIPHERTEXT);
    assertRefused(
        () -> kms.reEncrypt(blind), "ValidationException", "SourceKeyId must not be null");
    refusal(
        () -> kms.reEncrypt(blind.andThen(r -> r.sourceKeyId(key))), "DryRunOperationException");
    refusal(
        () ->
            kms.reEncrypt(
                blind.andThen(r -> r.sourceKeyId(key).destinationEncryptionAlgorithm(OAEP))),
        "InvalidKeyUsageException");
  }

  private ReEncryptResponse reEncrypt(byte[] blob, Consumer<ReEncryptRequest.Builder> rest) {
    return kms.reEncrypt(r -> rest.accept(r.ciphertextBlob(SdkBytes.fromByteArray(blob))));
  }

  private static String denied(ThrowingCallable call) {
    return refusal(call, "AccessDeniedException").awsErrorDetails().errorMessage();
  }
}
