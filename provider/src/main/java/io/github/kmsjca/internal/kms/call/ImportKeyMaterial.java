package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;

/** ImportKeyMaterial, which never expires: the key's ARN. */
public final class ImportKeyMaterial extends KeyCall<ImportKeyMaterialResponse, KeyArn> {
  private static final String KEY_ID = "KeyId";

  private final KeyArn key;
  private final byte[] token;
  private final byte[] material;

  /**
   * Material for one key.
   *
   * @param material wrapped under the key of the parameters
   */
  public ImportKeyMaterial(
      KeyUse key, GetParametersForImport.Parameters parameters, byte[] material) {
    super("ImportKeyMaterial", key);
    this.key = key.arn();
    this.token = parameters.token();
    this.material = material;
  }

  @Override
  public boolean bringsMaterial() {
    return true;
  }

  @Override
  public boolean outlastsThrottling() {
    return true;
  }

  @Override
  public boolean mayGoElsewhere() {
    return false;
  }

  @Override
  public ImportKeyMaterialResponse send(Target to) {
    return to.kms()
        .importKeyMaterial(
            r ->
                r.keyId(to.keyId())
                    .importToken(SdkBytes.fromByteArrayUnsafe(token))
                    .encryptedKeyMaterial(SdkBytes.fromByteArrayUnsafe(material))
                    .expirationModel(ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE));
  }

  /** Until 2.31 the SDK did not read it. The token is of this key alone in any case. */
  @Override
  public List<@Nullable String> answeredKeyIds(ImportKeyMaterialResponse response) {
    return response.sdkFields().stream().anyMatch(field -> field.memberName().equals(KEY_ID))
        ? super.answeredKeyIds(response)
        : List.of();
  }

  @Override
  @Nullable String answeredKeyId(ImportKeyMaterialResponse response) {
    return response.getValueForField(KEY_ID, String.class).orElse(null);
  }

  @Override
  public KeyArn result(ImportKeyMaterialResponse response, ResponseChecks checks) {
    return key;
  }
}
