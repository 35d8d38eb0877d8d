package io.github.kmsjca.internal.delegation;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Macs with keys that are not ours. JCA can pin us to a {@code Mac} before it has seen the key (by
 * {@code getProvider} or {@code getMacLength} first, or by our name), and then sends us any key.
 * Our services declare foreign keys unsupported, so whom JCA chooses here is never us again.
 */
public final class ForeignMacs {
  private ForeignMacs() {}

  /**
   * A Mac of the other providers, initialised. What none of them takes is refused by the one that
   * JCA would have bound without us, in its own words.
   *
   * @param ownServiceClass name of our own implementation class, which is passed over
   */
  public static Mac create(
      String algorithm,
      @Nullable Key key,
      @Nullable AlgorithmParameterSpec parameters,
      String ownServiceClass)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    try {
      return initialised(Mac.getInstance(algorithm), key, parameters);
    } catch (InvalidKeyException | InvalidAlgorithmParameterException | RuntimeException e) {
      Mac next = next(algorithm, ownServiceClass);
      if (next == null) {
        throw e;
      }
      return initialised(next, key, parameters);
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidKeyException("no other provider has " + algorithm, e);
    }
  }

  /** Gives one of these another key. */
  public static Mac initialised(
      Mac mac, @Nullable Key key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (parameters == null) {
      mac.init(key);
    } else {
      mac.init(key, parameters);
    }
    return mac;
  }

  private static @Nullable Mac next(String algorithm, String ownServiceClass) {
    Provider provider = Others.first("Mac", algorithm, ownServiceClass);
    try {
      return provider == null ? null : Mac.getInstance(algorithm, provider);
    } catch (NoSuchAlgorithmException e) {
      return null; // it was there a moment ago
    }
  }
}
