package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ResponseChecks;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;

/** DeriveSharedSecret: the secret, the caller's own, to be wiped. */
public final class DeriveSharedSecret extends KeyCall<DeriveSharedSecretResponse, byte[]> {
  private final String algorithm;
  private final byte[] peer;

  /**
   * An agreement.
   *
   * @param algorithm wire name of the key agreement algorithm
   * @param peer the other party's public key, a DER SubjectPublicKeyInfo
   */
  public DeriveSharedSecret(KeyUse key, String algorithm, byte[] peer) {
    super("DeriveSharedSecret", key);
    this.algorithm = algorithm;
    this.peer = peer;
  }

  @Override
  public DeriveSharedSecretResponse send(Target to) {
    return to.kms()
        .deriveSharedSecret(
            r ->
                r.keyId(to.keyId())
                    .keyAgreementAlgorithm(algorithm)
                    .publicKey(SdkBytes.fromByteArrayUnsafe(peer))
                    .grantTokens(grantTokens())
                    .dryRun(to.dryRun()));
  }

  @Override
  String answeredKeyId(DeriveSharedSecretResponse response) {
    return response.keyId();
  }

  @Override
  public byte[] result(DeriveSharedSecretResponse response, ResponseChecks checks)
      throws KmsCallException {
    return checks.required("SharedSecret", response.sharedSecret()).asByteArray();
  }

  @Override
  public void wipe(DeriveSharedSecretResponse response) {
    Secrets.wipe(response.sharedSecret());
  }
}
