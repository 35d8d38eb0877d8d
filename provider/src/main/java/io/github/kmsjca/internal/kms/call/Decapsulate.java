package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;

/**
 * Decapsulate: the secret, the caller's own, to be wiped; of an encapsulation that was altered, or
 * made for another key, a random one (FIPS 203, algorithm 21).
 */
public final class Decapsulate extends KeyCall<DecapsulateResponse, byte[]> {
  private final String algorithm;
  private final byte[] encapsulation;

  /**
   * A decapsulation.
   *
   * @param algorithm wire name of the encapsulation algorithm
   */
  public Decapsulate(KeyUse key, String algorithm, byte[] encapsulation) {
    super("Decapsulate", key);
    this.algorithm = algorithm;
    this.encapsulation = encapsulation;
  }

  @Override
  public SdkRequirement requirement() {
    return SdkRequirement.ML_KEM;
  }

  @Override
  public DecapsulateResponse send(Target to) {
    return to.kms()
        .decapsulate(
            r ->
                r.keyId(to.keyId())
                    .encapsulationAlgorithm(algorithm)
                    .sharedSecretCiphertextBlob(SdkBytes.fromByteArrayUnsafe(encapsulation))
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(DecapsulateResponse response) {
    return response.keyId();
  }

  @Override
  public byte[] result(DecapsulateResponse response, ResponseChecks checks)
      throws KmsCallException {
    return checks.required("SharedSecret", response.sharedSecret()).asByteArray();
  }

  @Override
  public void wipe(DecapsulateResponse response) {
    Secrets.wipe(response.sharedSecret());
  }
}
