package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.algorithm.KeySpec;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** ML-KEM's encapsulation for one public key, by Bouncy Castle's classes. Thread-safe. */
public final class MlKem {
  private final MLKEMPublicKeyParameters key;

  /**
   * For a public key, whose classes may be anybody's.
   *
   * @throws InvalidKeyException if it does not pass the checks of FIPS 203, section 7.2
   */
  public MlKem(KeySpec spec, PublicKey key) throws InvalidKeyException {
    try {
      this.key =
          new MLKEMPublicKeyParameters(
              parameters(spec),
              SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getOctets());
    } catch (RuntimeException e) {
      throw new InvalidKeyException("the public key is not a valid one of " + spec, e);
    }
  }

  private static MLKEMParameters parameters(KeySpec spec) {
    return switch (spec) {
      case ML_KEM_512 -> MLKEMParameters.ml_kem_512;
      case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
      case ML_KEM_1024 -> MLKEMParameters.ml_kem_1024;
      default -> throw new IllegalArgumentException(spec + " encapsulates nothing");
    };
  }

  /**
   * A shared secret and what its other owner gets it from.
   *
   * @param secret to be wiped
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Made(byte[] secret, byte[] encapsulation) {}

  /** A new shared secret. */
  public Made encapsulate(SecureRandom random) {
    SecretWithEncapsulation made = new MLKEMGenerator(random).generateEncapsulated(key);
    try {
      return new Made(made.getSecret(), made.getEncapsulation());
    } finally {
      wipe(made);
    }
  }

  private static void wipe(SecretWithEncapsulation made) {
    try {
      made.destroy();
    } catch (DestroyFailedException e) {
      throw new ProviderException("Bouncy Castle's copy of the secret could not be wiped", e);
    }
  }
}
