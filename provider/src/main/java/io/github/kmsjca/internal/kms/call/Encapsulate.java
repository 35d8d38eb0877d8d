package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;

/** Encapsulate: what the key's holder can decapsulate. The secret in the answer stays there. */
public final class Encapsulate extends KeyCall<EncapsulateResponse, byte[]> {
  private final String algorithm;

  /**
   * An encapsulation.
   *
   * @param algorithm wire name of the encapsulation algorithm
   */
  public Encapsulate(KeyUse key, String algorithm) {
    super("Encapsulate", key);
    this.algorithm = algorithm;
  }

  @Override
  public SdkRequirement requirement() {
    return SdkRequirement.ML_KEM;
  }

  @Override
  public EncapsulateResponse send(Target to) {
    return to.kms()
        .encapsulate(
            r ->
                r.keyId(to.keyId())
                    .encapsulationAlgorithm(algorithm)
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(EncapsulateResponse response) {
    return response.keyId();
  }

  @Override
  public byte[] result(EncapsulateResponse response, ResponseChecks checks)
      throws KmsCallException {
    return checks
        .required("SharedSecretCiphertextBlob", response.sharedSecretCiphertextBlob())
        .asByteArray();
  }

  @Override
  public void wipe(EncapsulateResponse response) {
    Secrets.wipe(response.sharedSecret());
  }
}
