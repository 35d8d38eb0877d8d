package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.MacAlgorithm;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/** Computes HMACs, with the platform's own classes. */
public final class Macs {
  private Macs() {}

  /** The MAC of a message, under a key that is for this. */
  public static byte[] compute(MacAlgorithm algorithm, KmsKey key, byte[] message) {
    if (!(key.material() instanceof Material.Secret secret)) {
      throw new IllegalStateException(key.arn() + " has no secret");
    }
    try {
      Mac mac = Mac.getInstance(algorithm.standardName(), "SunJCE");
      mac.init(secret.key());
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform lacks " + algorithm.standardName(), e);
    }
  }
}
