package io.github.kmsjca.envelope;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;
import software.amazon.cryptography.materialproviders.model.DecryptMaterialsInput;
import software.amazon.cryptography.materialproviders.model.DecryptMaterialsOutput;
import software.amazon.cryptography.materialproviders.model.DecryptionMaterials;
import software.amazon.cryptography.materialproviders.model.EncryptionMaterials;
import software.amazon.cryptography.materialproviders.model.GetEncryptionMaterialsInput;
import software.amazon.cryptography.materialproviders.model.GetEncryptionMaterialsOutput;

/**
 * Lets the AWS Encryption SDK read and write messages with JCA's additional authenticated data
 * ({@code Cipher.updateAAD}); a sample to copy. Such a message is authentic only together with the
 * context pair {@code jca-aad-sha384}, the Base64 of the data's SHA-384, which is neither stored in
 * the message nor known to KMS. So the keyring must not see it, and the header's tag must cover it:
 * in the SDK's words it is a required pair, added behind the keyring's back. One manager is for one
 * value of the data.
 *
 * <pre>{@code
 * crypto.decryptData(new AssociatedDataMaterials(aad, defaultManager), message)
 * }</pre>
 */
final class AssociatedDataMaterials implements ICryptographicMaterialsManager {
  private static final String KEY = "jca-aad-sha384";

  private final String value;
  private final ICryptographicMaterialsManager inner;

  /**
   * For one value.
   *
   * @param aad not empty: messages without it need nothing of this
   * @param inner gets the data keys
   */
  AssociatedDataMaterials(byte[] aad, ICryptographicMaterialsManager inner)
      throws NoSuchAlgorithmException {
    this.value =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-384").digest(aad));
    this.inner = inner;
  }

  @Override
  public DecryptMaterialsOutput DecryptMaterials(DecryptMaterialsInput input) {
    DecryptionMaterials of = inner.DecryptMaterials(input).decryptionMaterials();
    return DecryptMaterialsOutput.builder()
        .decryptionMaterials(
            of.toBuilder()
                .encryptionContext(with(of.encryptionContext()))
                .requiredEncryptionContextKeys(with(of.requiredEncryptionContextKeys()))
                .build())
        .build();
  }

  @Override
  public GetEncryptionMaterialsOutput GetEncryptionMaterials(GetEncryptionMaterialsInput input) {
    EncryptionMaterials of = inner.GetEncryptionMaterials(input).encryptionMaterials();
    return GetEncryptionMaterialsOutput.builder()
        .encryptionMaterials(
            of.toBuilder()
                .encryptionContext(with(of.encryptionContext()))
                .requiredEncryptionContextKeys(with(of.requiredEncryptionContextKeys()))
                .build())
        .build();
  }

  private Map<String, String> with(Map<String, String> context) {
    Map<String, String> all = new HashMap<>(context);
    all.put(KEY, value);
    return all;
  }

  private static List<String> with(List<String> required) {
    List<String> all = new ArrayList<>(required);
    all.add(KEY);
    return all;
  }
}
