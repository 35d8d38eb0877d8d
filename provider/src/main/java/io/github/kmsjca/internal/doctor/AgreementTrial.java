package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.DeriveSharedSecret;
import java.util.Arrays;

/** Has KMS derive a secret that nobody shares: with the key's own public key. */
final class AgreementTrial {
  private final KmsGateway gateway;

  AgreementTrial(KmsGateway gateway) {
    this.gateway = gateway;
  }

  String of(PrivateKeyHandle key, Stopwatch watch) throws KmsCallException {
    String algorithm = AgreementAlgorithm.ECDH.wireName();
    byte[] secret =
        gateway.perform(new DeriveSharedSecret(key.use(), algorithm, key.publicKey().getEncoded()));
    Arrays.fill(secret, (byte) 0);
    return watch.lap("DeriveSharedSecret (" + algorithm + ")");
  }
}
