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
  private ForeignSignatures() {}

  /** A Signature of the other providers, ready to sign. */
  public static Signature forSigning(
      String algorithm,
      PrivateKey key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException {
    Signature signature = create(algorithm);
    if (random == null) {
      signature.initSign(key);
    } else {
      signature.initSign(key, random);
    }
    setParameters(signature, parameters);
    return signature;
  }

  /** A Signature of the other providers, ready to verify. */
  public static Signature forVerifying(
      String algorithm, PublicKey key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException {
    Signature signature = create(algorithm);
    signature.initVerify(key);
    setParameters(signature, parameters);
    return signature;
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
   * Lets the next provider say what it thinks of parameters, before any key is known: so a caller
   * of ours gets the error that the platform would have given, at the same point.
   *
   * @param ownServiceClass name of our own implementation class, which is passed over
   * @return true if the next provider accepts them; false if there is none
   * @throws InvalidAlgorithmParameterException if it does not
   */
  public static boolean nextProviderAccepts(
      String algorithm, AlgorithmParameterSpec parameters, String ownServiceClass)
      throws InvalidAlgorithmParameterException {
    for (Provider provider : Security.getProviders()) {
      if (isOffered(provider, algorithm, ownServiceClass)) {
        next(algorithm, provider).setParameter(parameters);
        return true;
      }
    }
    return false;
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

  private static boolean isOffered(Provider provider, String algorithm, String ownServiceClass) {
    Provider.Service service = provider.getService("Signature", algorithm);
    return service != null && !ownServiceClass.equals(service.getClassName());
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
