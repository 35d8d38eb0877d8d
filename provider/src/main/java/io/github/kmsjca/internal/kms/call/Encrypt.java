package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/** Encrypt: the CiphertextBlob. */
public final class Encrypt extends KeyCall<EncryptResponse, byte[]> {
  private final EncryptionAlgorithm algorithm;
  private final byte[] plaintext;
  private final Map<String, String> context;
  private final @Nullable Purpose purpose;

  private Encrypt(
      KeyUse key,
      EncryptionAlgorithm algorithm,
      byte[] plaintext,
      Map<String, String> context,
      @Nullable Purpose purpose) {
    super("Encrypt", key);
    this.algorithm = algorithm;
    this.plaintext = plaintext;
    this.context = context;
    this.purpose = purpose;
  }

  /**
   * With a symmetric key.
   *
   * @param plaintext stays the caller's, to be wiped
   * @param context the encryption context, which KMS binds to the ciphertext
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption
   *     context</a>
   */
  public static Encrypt symmetric(
      KeyUse key, byte[] plaintext, Map<String, String> context, Purpose purpose) {
    return new Encrypt(key, EncryptionAlgorithm.SYMMETRIC_DEFAULT, plaintext, context, purpose);
  }

  /**
   * With an asymmetric key.
   *
   * @param plaintext stays the caller's, to be wiped
   */
  public static Encrypt asymmetric(KeyUse key, EncryptionAlgorithm algorithm, byte[] plaintext) {
    return new Encrypt(key, algorithm, plaintext, Map.of(), null);
  }

  @Override
  public @Nullable Purpose purpose() {
    return purpose;
  }

  @Override
  public EncryptResponse send(Target to) {
    return to.kms()
        .encrypt(
            r ->
                r.keyId(to.keyId())
                    .encryptionAlgorithm(algorithm.name())
                    .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext))
                    .encryptionContext(context)
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(EncryptResponse response) {
    return response.keyId();
  }

  @Override
  public byte[] result(EncryptResponse response, ResponseChecks checks) throws KmsCallException {
    return checks.required("CiphertextBlob", response.ciphertextBlob()).asByteArray();
  }
}
