package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import io.github.kmsjca.spec.KmsFailure;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** Verify: false if KMS says that the signature is not of this message and key. */
public final class Verify extends KeyCall<VerifyResponse, Boolean> {
  private final String algorithm;
  private final MessageType type;
  private final byte[] message;
  private final byte[] signature;

  /**
   * A look at a signature.
   *
   * @param algorithm wire name of the signing algorithm
   * @param signature as KMS makes it
   */
  public Verify(KeyUse key, String algorithm, MessageType type, byte[] message, byte[] signature) {
    super("Verify", key);
    this.algorithm = algorithm;
    this.type = type;
    this.message = message;
    this.signature = signature;
  }

  @Override
  public VerifyResponse send(Target to) {
    return to.kms()
        .verify(
            r ->
                r.keyId(to.keyId())
                    .signingAlgorithm(algorithm)
                    .messageType(type.name())
                    .message(SdkBytes.fromByteArrayUnsafe(message))
                    .signature(SdkBytes.fromByteArrayUnsafe(signature))
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(VerifyResponse response) {
    return response.keyId();
  }

  @Override
  public Boolean result(VerifyResponse response, ResponseChecks checks) {
    return Boolean.TRUE.equals(response.signatureValid());
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
