package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.util.Arrays;
import java.util.List;

/** Has KMS derive a secret that nobody shares: with the key's own public key. */
final class AgreementTrial {
  private final KmsGateway gateway;

  AgreementTrial(KmsGateway gateway) {
    this.gateway = gateway;
  }

  String of(PrivateKeyHandle key, Stopwatch watch) throws KmsCallException {
    String algorithm = AgreementAlgorithm.ECDH.wireName();
    byte[] secret =
        gateway.deriveSharedSecret(
            key.keyArn(), algorithm, key.publicKey().getEncoded(), List.of());
    Arrays.fill(secret, (byte) 0);
    return watch.lap("DeriveSharedSecret (" + algorithm + ")");
  }
}
