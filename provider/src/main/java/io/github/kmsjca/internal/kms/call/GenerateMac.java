package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;

/** GenerateMac: the MAC. */
public final class GenerateMac extends KeyCall<GenerateMacResponse, byte[]> {
  private final String algorithm;
  private final byte[] message;

  /**
   * A MAC of a message.
   *
   * @param algorithm wire name of the MAC algorithm
   * @param message stays the caller's
   */
  public GenerateMac(KeyUse key, String algorithm, byte[] message) {
    super("GenerateMac", key);
    this.algorithm = algorithm;
    this.message = message;
  }

  @Override
  public GenerateMacResponse send(Target to) {
    return to.kms()
        .generateMac(
            r ->
                r.keyId(to.keyId())
                    .macAlgorithm(algorithm)
                    .message(SdkBytes.fromByteArrayUnsafe(message))
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(GenerateMacResponse response) {
    return response.keyId();
  }

  @Override
  public byte[] result(GenerateMacResponse response, ResponseChecks checks)
      throws KmsCallException {
    return checks.required("Mac", response.mac()).asByteArray();
  }
}
