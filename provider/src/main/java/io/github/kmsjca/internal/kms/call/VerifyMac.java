package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.spec.KmsFailure;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;

/** VerifyMac: false if KMS says that the MAC is not of this message and key. */
public final class VerifyMac extends KeyCall<VerifyMacResponse, Boolean> {
  private final String algorithm;
  private final byte[] message;
  private final byte[] mac;

  /**
   * A look at a MAC.
   *
   * @param algorithm wire name of the MAC algorithm
   */
  public VerifyMac(KeyUse key, String algorithm, byte[] message, byte[] mac) {
    super("VerifyMac", key);
    this.algorithm = algorithm;
    this.message = message;
    this.mac = mac;
  }

  @Override
  public VerifyMacResponse send(Target to) {
    return to.kms()
        .verifyMac(
            r ->
                r.keyId(to.keyId())
                    .macAlgorithm(algorithm)
                    .message(SdkBytes.fromByteArrayUnsafe(message))
                    .mac(SdkBytes.fromByteArrayUnsafe(mac))
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(VerifyMacResponse response) {
    return response.keyId();
  }

  @Override
  public Boolean result(VerifyMacResponse response, ResponseChecks checks) {
    return Boolean.TRUE.equals(response.macValid());
  }

  @Override
  public boolean isAnswer(KmsCallException failure) {
    return failure.failure() == KmsFailure.INVALID_SIGNATURE;
  }

  @Override
  public Boolean failed(KmsCallException failure) throws KmsCallException {
    if (isAnswer(failure)) {
      return false;
    }
    throw failure;
  }
}
