package io.github.kmsjca.internal.delegation;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import org.jspecify.annotations.Nullable;

/**
 * Ciphers for keys that are not ours. JCA can pin us to a {@code Cipher} before it has seen the key
 * (by {@code getProvider} or {@code getIV} first, by our name, or by a KMS key at the first init),
 * and then sends us any key. Such an operation belongs to whichever provider JCA itself would
 * choose for that key. Our services declare foreign keys unsupported, so that is never us again.
 */
public final class ForeignCiphers {
  private static final String TYPE = "Cipher";

  private ForeignCiphers() {}

  /**
   * A Cipher that chooses its provider by the key that it is initialised with.
   *
   * @param ownServiceClass name of our own implementation class
   * @throws InvalidKeyException if nobody else has this transformation
   */
  public static Cipher create(String transformation, String ownServiceClass)
      throws InvalidKeyException {
    NoSuchAlgorithmException absent = null;
    if (isOfferedByOthers(transformation, ownServiceClass)) {
      try {
        return Cipher.getInstance(transformation);
      } catch (NoSuchAlgorithmException e) {
        absent = e;
      } catch (NoSuchPaddingException e) {
        absent = new NoSuchAlgorithmException(e);
      }
    }
    throw new InvalidKeyException("no other provider has " + transformation, absent);
  }

  /**
   * What JCA would have bound before the key is known, had it not been us; {@code null} if nobody
   * else has this transformation.
   *
   * @param ownServiceClass name of our own implementation class, which is passed over
   */
  public static @Nullable Cipher next(String transformation, String ownServiceClass) {
    int slash = transformation.indexOf('/');
    String algorithm = slash < 0 ? transformation : transformation.substring(0, slash);
    for (Provider provider : Security.getProviders()) {
      Provider.Service exact = provider.getService(TYPE, transformation);
      boolean ours = exact != null && ownServiceClass.equals(exact.getClassName());
      // Most providers have no cipher at all: an exception of each would be a dear way to learn it.
      if (!ours && (exact != null || hasCipherOf(provider, algorithm, transformation))) {
        Cipher cipher = of(transformation, provider);
        if (cipher != null) {
          return cipher;
        }
      }
    }
    return null;
  }

  /** True if some provider has a Cipher of that name whose implementation is not ours. */
  public static boolean isOfferedByOthers(String transformation, String ownServiceClass) {
    return next(transformation, ownServiceClass) != null;
  }

  /** As JCA looks it up: by the algorithm, with its mode, or with its padding. */
  private static boolean hasCipherOf(Provider provider, String algorithm, String transformation) {
    int padding = transformation.lastIndexOf('/');
    return provider.getService(TYPE, algorithm) != null
        || (padding > 0
            && (provider.getService(TYPE, transformation.substring(0, padding)) != null
                || provider.getService(TYPE, algorithm + "/" + transformation.substring(padding))
                    != null));
  }

  private static @Nullable Cipher of(String transformation, Provider provider) {
    try {
      return Cipher.getInstance(transformation, provider);
    } catch (NoSuchAlgorithmException | NoSuchPaddingException | SecurityException e) {
      return null; // the algorithm, but not with this mode and padding
    }
  }
}
