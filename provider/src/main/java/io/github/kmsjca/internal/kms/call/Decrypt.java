package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DryRunModifierType;

/** Decrypt: the plaintext, the caller's own, to be wiped. */
public final class Decrypt extends KeyCall<DecryptResponse, byte[]> {
  private final EncryptionAlgorithm algorithm;

  /** Of a dry run alone none is needed. */
  private final byte @Nullable [] ciphertext;

  private final Map<String, String> context;
  private final @Nullable Purpose purpose;

  private Decrypt(
      KeyUse key,
      EncryptionAlgorithm algorithm,
      byte @Nullable [] ciphertext,
      Map<String, String> context,
      @Nullable Purpose purpose) {
    super("Decrypt", key);
    this.algorithm = algorithm;
    this.ciphertext = ciphertext;
    this.context = context;
    this.purpose = purpose;
  }

  /**
   * With a symmetric key.
   *
   * @param context the encryption context, as when it was encrypted
   */
  public static Decrypt symmetric(
      KeyUse key, byte[] ciphertext, Map<String, String> context, Purpose purpose) {
    return new Decrypt(key, EncryptionAlgorithm.SYMMETRIC_DEFAULT, ciphertext, context, purpose);
  }

  /** With an asymmetric key. */
  public static Decrypt asymmetric(KeyUse key, EncryptionAlgorithm algorithm, byte[] ciphertext) {
    return new Decrypt(key, algorithm, ciphertext, Map.of(), null);
  }

  /** To be rehearsed only, with any key. */
  public static Decrypt withoutCiphertext(KeyUse key, EncryptionAlgorithm algorithm) {
    return new Decrypt(key, algorithm, null, Map.of(), null);
  }

  @Override
  public SdkRequirement requirement() {
    return ciphertext == null ? SdkRequirement.DRY_RUN_OF_DECRYPTION : SdkRequirement.ANY_CALL;
  }

  @Override
  public @Nullable Purpose purpose() {
    return purpose;
  }

  @Override
  public DecryptResponse send(Target to) {
    byte[] sent = ciphertext;
    if (sent == null) {
      return WithoutCiphertext.send(to, algorithm);
    }
    return to.kms()
        .decrypt(
            r ->
                r.keyId(to.keyId())
                    .encryptionAlgorithm(algorithm.name())
                    .ciphertextBlob(SdkBytes.fromByteArrayUnsafe(sent))
                    .encryptionContext(context)
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(DecryptResponse response) {
    return response.keyId();
  }

  @Override
  public byte[] result(DecryptResponse response, ResponseChecks checks) throws KmsCallException {
    return checks.required("Plaintext", response.plaintext()).asByteArray();
  }

  @Override
  public void wipe(DecryptResponse response) {
    Secrets.wipe(response.plaintext());
  }

  /** Apart, since an SDK before {@link SdkRequirement#DRY_RUN_OF_DECRYPTION} lacks the classes. */
  private static final class WithoutCiphertext {
    static DecryptResponse send(Target to, EncryptionAlgorithm algorithm) {
      return to.kms()
          .decrypt(
              r ->
                  r.keyId(to.keyId())
                      .encryptionAlgorithm(algorithm.name())
                      .dryRun(true)
                      .dryRunModifiers(DryRunModifierType.IGNORE_CIPHERTEXT));
    }
  }
}
