package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.kem.KemEngines;
import io.github.kmsjca.internal.kem.MlKem;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.Decapsulate;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** Encapsulates a secret here and has KMS decapsulate it. */
final class KemTrial {
  private final KmsGateway gateway;

  KemTrial(KmsGateway gateway) {
    this.gateway = gateway;
  }

  String of(PrivateKeyHandle key, Stopwatch watch) throws KmsCallException, InvalidKeyException {
    MlKem.Made made = new MlKem(key.spec(), key.publicKey()).encapsulate(new SecureRandom());
    String done = watch.lap("encapsulated here");
    String algorithm = KemAlgorithm.ML_KEM.wireName();
    try {
      byte[] secret = gateway.perform(new Decapsulate(key.use(), algorithm, made.encapsulation()));
      boolean isSame = MessageDigest.isEqual(secret, made.secret());
      Arrays.fill(secret, (byte) 0);
      if (!isSame) {
        throw new InvalidKeyException(
            "KMS Decapsulate with key " + key.arn() + " answered, but with another secret");
      }
    } finally {
      Arrays.fill(made.secret(), (byte) 0);
    }
    return done
        + ", "
        + watch.lap("Decapsulate (" + algorithm + ")")
        + (KemEngines.areOffered() ? "" : "; programs cannot: this Java has no javax.crypto.KEM");
  }
}
