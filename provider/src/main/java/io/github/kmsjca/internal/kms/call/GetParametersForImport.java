package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.WrappingKeySpec;

/** GetParametersForImport, for an RSA wrapping key of 4096 bits. */
public final class GetParametersForImport
    extends KeyCall<GetParametersForImportResponse, GetParametersForImport.Parameters> {
  private final String algorithm;

  /**
   * What an import takes; good for a day, and for one key only. Both arrays are the record's own.
   *
   * @param wrappingKey a DER SubjectPublicKeyInfo
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
  public record Parameters(byte[] wrappingKey, byte[] token) {}

  /**
   * For one key.
   *
   * @param algorithm wire name of the wrapping algorithm
   */
  public GetParametersForImport(KeyUse key, String algorithm) {
    super("GetParametersForImport", key);
    this.algorithm = algorithm;
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
  public GetParametersForImportResponse send(Target to) {
    return to.kms()
        .getParametersForImport(
            r ->
                r.keyId(to.keyId())
                    .wrappingAlgorithm(algorithm)
                    .wrappingKeySpec(WrappingKeySpec.RSA_4096));
  }

  @Override
  String answeredKeyId(GetParametersForImportResponse response) {
    return response.keyId();
  }

  @Override
  public Parameters result(GetParametersForImportResponse response, ResponseChecks checks)
      throws KmsCallException {
    return new Parameters(
        checks.required("PublicKey", response.publicKey()).asByteArray(),
        checks.required("ImportToken", response.importToken()).asByteArray());
  }
}
