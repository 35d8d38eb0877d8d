package io.github.kmsjca.internal.delegation;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signatures with keys that are not ours. JCA can pin us to a {@code Signature} before it has seen
 * the key (by {@code setParameter} or {@code getProvider} first, or by our name), and then sends us
 * any key. The JVM must not notice: the operation goes, with its parameters, to whichever provider
 * JCA itself would choose for that key. Our services declare foreign keys unsupported, so that is
 * never us again.
 */
public final class ForeignSignatures {
  /** JCA makes it of a provider's RSA Cipher, where that has no Signature of the name. */
  private static final String OF_CIPHER = "NONEwithRSA";

  private ForeignSignatures() {}

  /**
   * A Signature of the other providers, ready to sign. A key that none of them takes is refused by
   * the one that JCA would have bound without us, in its own words.
   *
   * @param ownServiceClass name of our own implementation class, which is passed over
   */
  public static Signature forSigning(
      String algorithm,
      @Nullable PrivateKey key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random,
      String ownServiceClass)
      throws InvalidKeyException {
    return initialised(
        algorithm,
        parameters,
        signature -> {
          if (random == null) {
            signature.initSign(key);
          } else {
            signature.initSign(key, random);
          }
        },
        key == null,
        ownServiceClass);
  }

  /** The same, ready to verify. */
  public static Signature forVerifying(
      String algorithm,
      @Nullable PublicKey key,
      @Nullable AlgorithmParameterSpec parameters,
      String ownServiceClass)
      throws InvalidKeyException {
    return initialised(
        algorithm,
        parameters,
        signature -> signature.initVerify(key),
        key == null,
        ownServiceClass);
  }

  /** To give a Signature its key. */
  @FunctionalInterface
  private interface Init {
    void of(Signature signature) throws InvalidKeyException;
  }

  private static Signature initialised(
      String algorithm,
      @Nullable AlgorithmParameterSpec parameters,
      Init init,
      boolean withoutKey,
      String ownServiceClass)
      throws InvalidKeyException {
    if (withoutKey) { // with which JCA would come to us again
      return bound(
          algorithm, parameters, init, new InvalidKeyException("the key is null"), ownServiceClass);
    }
    Signature undecided = create(algorithm);
    try {
      init.of(undecided);
      setParameters(undecided, parameters);
      return undecided;
    } catch (InvalidKeyException e) {
      return bound(algorithm, parameters, init, e, ownServiceClass);
    } catch (RuntimeException e) {
      return bound(
          algorithm, parameters, init, new InvalidKeyException(e.getMessage(), e), ownServiceClass);
    }
  }

  /** As it would have been without us: parameters that were given before the key are set first. */
  private static Signature bound(
      String algorithm,
      @Nullable AlgorithmParameterSpec parameters,
      Init init,
      InvalidKeyException refusal,
      String ownServiceClass)
      throws InvalidKeyException {
    Signature next = next(algorithm, ownServiceClass);
    if (next == null) {
      throw refusal;
    }
    setParameters(next, parameters);
    init.of(next);
    return next;
  }

  /** A Signature of one provider, ready to verify; empty if it cannot with this key. */
  public static Optional<Signature> forVerifying(
      String algorithm,
      Provider provider,
      PublicKey key,
      @Nullable AlgorithmParameterSpec parameters) {
    if (provider.getService("Signature", algorithm) == null) {
      return Optional.empty();
    }
    try {
      Signature signature = next(algorithm, provider);
      signature.initVerify(key);
      setParameters(signature, parameters);
      return Optional.of(signature);
    } catch (InvalidKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * What JCA would have bound before the key is known, had it not been us; {@code null} if nobody
   * else has the algorithm.
   *
   * @param ownServiceClass name of our own implementation class, which is passed over
   */
  public static @Nullable Signature next(String algorithm, String ownServiceClass) {
    for (Provider provider : Security.getProviders()) {
      if (isOffered(provider, algorithm, ownServiceClass)) {
        return next(algorithm, provider);
      }
    }
    return null;
  }

  /** True if some provider has a Signature of that name whose implementation is not ours. */
  public static boolean isOfferedByOthers(String algorithm, String ownServiceClass) {
    for (Provider provider : Security.getProviders()) {
      if (isOffered(provider, algorithm, ownServiceClass)) {
        return true;
      }
    }
    return false;
  }

  /**
   * True if some provider verifies with that key.
   *
   * @param except one that takes the key and fails later
   * @param ownServiceClass name of our own implementation class
   */
  public static boolean areVerifiedByOthers(
      String algorithm, PublicKey key, String except, String ownServiceClass) {
    for (Provider provider : Security.getProviders()) {
      if (!provider.getName().equals(except)
          && isOffered(provider, algorithm, ownServiceClass)
          && isTaken(algorithm, provider, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTaken(String algorithm, Provider provider, PublicKey key) {
    try {
      return forVerifying(algorithm, provider, key, null).isPresent();
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static boolean isOffered(Provider provider, String algorithm, String ownServiceClass) {
    Provider.Service service = provider.getService("Signature", algorithm);
    return service == null
        ? algorithm.equals(OF_CIPHER) && provider.getService("Cipher", "RSA") != null
        : !ownServiceClass.equals(service.getClassName());
  }

  private static Signature next(String algorithm, Provider provider) {
    try {
      return Signature.getInstance(algorithm, provider);
    } catch (NoSuchAlgorithmException e) {
      throw new ProviderException(provider.getName() + " offers " + algorithm + " but fails", e);
    }
  }

  private static Signature create(String algorithm) throws InvalidKeyException {
    try {
      return Signature.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidKeyException("no other provider has " + algorithm, e);
    }
  }

  private static void setParameters(
      Signature signature, @Nullable AlgorithmParameterSpec parameters) throws InvalidKeyException {
    if (parameters == null) {
      return;
    }
    try {
      signature.setParameter(parameters);
    } catch (InvalidAlgorithmParameterException e) {
      throw new InvalidKeyException(
          "the parameters given before do not suit this key: " + e.getMessage(), e);
    }
  }
}
