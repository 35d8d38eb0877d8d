package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.ResponseChecks.failure;
import static io.github.kmsjca.internal.kms.ResponseChecks.requestId;

import io.github.kmsjca.internal.kms.client.SdkRequirement;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DryRunModifierType;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/**
 * Calls that KMS checks and does not perform. Its answer to one that would succeed is an error of
 * its own; a success means that somebody performed it, who does not know dry runs.
 */
final class DryRunCalls {
  /** KMS need not look at it, and if it does, has checked the permission by then. */
  private static final SdkBytes NO_SIGNATURE = SdkBytes.fromByteArray(new byte[64]);

  private final GuardedCalls calls;

  DryRunCalls(GuardedCalls calls) {
    this.calls = calls;
  }

  void dryRun(DryRun row, KeyArn key, String algorithm, byte[] input) throws KmsCallException {
    KeyName name = KeyName.of(key);
    KmsResponse response;
    try {
      response =
          calls.call(
              row.operation(),
              name,
              kms -> call(kms, row, name.keyId(), algorithm, SdkBytes.fromByteArray(input)));
    } catch (KmsCallException e) {
      // Where KMS looks at the signature before it says so, the permission is there as well.
      boolean isVerified = row == DryRun.VERIFY || row == DryRun.VERIFY_MAC;
      if (e.failure() == KmsFailure.DRY_RUN
          || (isVerified && e.failure() == KmsFailure.INVALID_SIGNATURE)) {
        return;
      }
      throw e;
    }
    throw failure(
        KmsFailure.INCOMPLETE_ANSWER,
        row.operation(),
        name,
        "the call was performed, and it was to be a dry run" + requestId(response));
  }

  private static KmsResponse call(
      KmsClient kms, DryRun row, String key, String algorithm, SdkBytes input) {
    return switch (row) {
      case ENCRYPT ->
          kms.encrypt(
              r -> r.keyId(key).encryptionAlgorithm(algorithm).plaintext(input).dryRun(true));
      case DECRYPT -> WithoutCiphertext.decrypt(kms, key, algorithm);
      case GENERATE_DATA_KEY ->
          kms.generateDataKey(r -> r.keyId(key).numberOfBytes(32).dryRun(true));
      case RE_ENCRYPT -> WithoutCiphertext.reEncrypt(kms, key, algorithm);
      case SIGN ->
          kms.sign(
              r ->
                  r.keyId(key)
                      .signingAlgorithm(algorithm)
                      .messageType(MessageType.RAW.name())
                      .message(input)
                      .dryRun(true));
      case VERIFY ->
          kms.verify(
              r ->
                  r.keyId(key)
                      .signingAlgorithm(algorithm)
                      .messageType(MessageType.RAW.name())
                      .message(input)
                      .signature(NO_SIGNATURE)
                      .dryRun(true));
      case GENERATE_MAC ->
          kms.generateMac(r -> r.keyId(key).macAlgorithm(algorithm).message(input).dryRun(true));
      case VERIFY_MAC ->
          kms.verifyMac(
              r ->
                  r.keyId(key)
                      .macAlgorithm(algorithm)
                      .message(input)
                      .mac(NO_SIGNATURE)
                      .dryRun(true));
      case DERIVE_SHARED_SECRET ->
          kms.deriveSharedSecret(
              r -> r.keyId(key).keyAgreementAlgorithm(algorithm).publicKey(input).dryRun(true));
      case ENCAPSULATE -> MlKem.encapsulate(kms, key, algorithm);
      case DECAPSULATE -> MlKem.decapsulate(kms, key, algorithm, input);
    };
  }

  /** Apart, since an SDK before {@link SdkRequirement#DRY_RUN_OF_DECRYPTION} lacks the classes. */
  private static final class WithoutCiphertext {
    private static final DryRunModifierType IGNORED = DryRunModifierType.IGNORE_CIPHERTEXT;

    static KmsResponse decrypt(KmsClient kms, String key, String algorithm) {
      return kms.decrypt(
          r -> r.keyId(key).encryptionAlgorithm(algorithm).dryRun(true).dryRunModifiers(IGNORED));
    }

    static KmsResponse reEncrypt(KmsClient kms, String key, String algorithm) {
      return kms.reEncrypt(
          r ->
              r.sourceKeyId(key)
                  .sourceEncryptionAlgorithm(algorithm)
                  .destinationKeyId(key)
                  .destinationEncryptionAlgorithm(algorithm)
                  .dryRun(true)
                  .dryRunModifiers(IGNORED));
    }
  }

  /** Apart, since an SDK before {@link SdkRequirement#ML_KEM} lacks the classes. */
  private static final class MlKem {
    static KmsResponse encapsulate(KmsClient kms, String key, String algorithm) {
      return kms.encapsulate(r -> r.keyId(key).encapsulationAlgorithm(algorithm).dryRun(true));
    }

    static KmsResponse decapsulate(
        KmsClient kms, String key, String algorithm, SdkBytes encapsulation) {
      return kms.decapsulate(
          r ->
              r.keyId(key)
                  .encapsulationAlgorithm(algorithm)
                  .sharedSecretCiphertextBlob(encapsulation)
                  .dryRun(true));
    }
  }
}
