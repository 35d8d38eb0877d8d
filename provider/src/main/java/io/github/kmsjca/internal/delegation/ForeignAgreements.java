package io.github.kmsjca.internal.delegation;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/**
 * Key agreements with keys that are not ours. JCA can pin us to a {@code KeyAgreement} before it
 * has seen the key (by {@code getProvider} first, or by our name), and then sends us any key. Our
 * services declare foreign keys unsupported, so whom JCA chooses here is never us again.
 */
public final class ForeignAgreements {
  private ForeignAgreements() {}

  /**
   * A KeyAgreement of the other providers, initialised. What none of them takes is refused by the
   * one that JCA would have bound without us, in its own words.
   *
   * @param ownServiceClass name of our own implementation class, which is passed over
   */
  public static KeyAgreement create(
      String algorithm,
      @Nullable Key key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random,
      String ownServiceClass)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    try {
      return initialised(KeyAgreement.getInstance(algorithm), key, parameters, random);
    } catch (InvalidKeyException | InvalidAlgorithmParameterException | RuntimeException e) {
      KeyAgreement next = next(algorithm, ownServiceClass);
      if (next == null) {
        throw e;
      }
      return initialised(next, key, parameters, random);
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidKeyException("no other provider has " + algorithm, e);
    }
  }

  /** Gives one of these another key. */
  public static KeyAgreement initialised(
      KeyAgreement agreement,
      @Nullable Key key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (parameters != null && random != null) {
      agreement.init(key, parameters, random);
    } else if (parameters != null) {
      agreement.init(key, parameters);
    } else if (random != null) {
      agreement.init(key, random);
    } else {
      agreement.init(key);
    }
    return agreement;
  }

  /**
   * What JCA would have bound before the key is known, had it not been us; {@code null} if nobody
   * else has the algorithm.
   *
   * @param ownServiceClass name of our own implementation class, which is passed over
   */
  public static @Nullable KeyAgreement next(String algorithm, String ownServiceClass) {
    Provider provider = Others.first("KeyAgreement", algorithm, ownServiceClass);
    try {
      return provider == null ? null : KeyAgreement.getInstance(algorithm, provider);
    } catch (NoSuchAlgorithmException e) {
      return null; // it was there a moment ago
    }
  }
}
