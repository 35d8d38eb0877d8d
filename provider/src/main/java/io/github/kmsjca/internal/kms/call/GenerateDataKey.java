package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.Arrays;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** GenerateDataKey: a data key, in the clear and wrapped. */
public final class GenerateDataKey
    extends KeyCall<GenerateDataKeyResponse, GenerateDataKey.Generated> {
  private final int length;
  private final Map<String, String> context;
  private final Purpose purpose;

  /**
   * A data key. The arrays are the caller's own from now on, to be wiped.
   *
   * @param plaintext the data key
   * @param ciphertext the same, wrapped by the KMS key
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Generated(byte[] plaintext, byte[] ciphertext) {
    @Override
    public String toString() {
      return "a data key of " + plaintext.length + " bytes";
    }
  }

  /**
   * A new data key.
   *
   * @param length in bytes; an answer of another length is refused
   * @param context the encryption context, which KMS binds to the wrapped data key
   */
  public GenerateDataKey(KeyUse key, int length, Map<String, String> context, Purpose purpose) {
    super("GenerateDataKey", key);
    this.length = length;
    this.context = context;
    this.purpose = purpose;
  }

  @Override
  public Purpose purpose() {
    return purpose;
  }

  @Override
  public GenerateDataKeyResponse send(Target to) {
    return to.kms()
        .generateDataKey(
            r ->
                r.keyId(to.keyId())
                    .numberOfBytes(length)
                    .encryptionContext(context)
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(GenerateDataKeyResponse response) {
    return response.keyId();
  }

  /** KMS has never made a key of zeros: somebody else did, and knows it. */
  @Override
  public Generated result(GenerateDataKeyResponse response, ResponseChecks checks)
      throws KmsCallException {
    byte[] plaintext = checks.required("Plaintext", response.plaintext()).asByteArrayUnsafe();
    if (plaintext.length != length) {
      throw checks.incomplete("a data key of " + plaintext.length + " bytes, not " + length);
    }
    if (Arrays.equals(plaintext, new byte[length])) {
      throw checks.incomplete("a data key of zeros only");
    }
    byte[] wrapped = checks.required("CiphertextBlob", response.ciphertextBlob()).asByteArray();
    return new Generated(plaintext.clone(), wrapped);
  }

  @Override
  public void wipe(GenerateDataKeyResponse response) {
    Secrets.wipe(response.plaintext());
  }
}
