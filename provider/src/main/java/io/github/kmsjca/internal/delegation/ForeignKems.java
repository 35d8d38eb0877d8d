package io.github.kmsjca.internal.delegation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Key encapsulation by other providers, for keys that are not ours. JCA chooses a provider for each
 * key anew, so such a key comes to us by our name only. Our services declare foreign private keys
 * unsupported, so whom JCA chooses here is never us again.
 *
 * <p>By reflection: {@code javax.crypto.KEM} is on JDK 21 and on newer updates of JDK 17, and this
 * library is to run on older ones too. To be called only where it is.
 */
public final class ForeignKems {
  private static final String TYPE = "KEM";

  private ForeignKems() {}

  /** The class and its methods, looked up once. */
  private static final class Api {
    static final Class<?> KEM = type("javax.crypto.KEM");
    static final Method GET = method("getInstance", String.class);
    static final Method GET_OF_PROVIDER = method("getInstance", String.class, Provider.class);
    static final Method NEW_ENCAPSULATOR =
        method("newEncapsulator", PublicKey.class, SecureRandom.class);
    static final Method ENCAPSULATE =
        ForeignKems.method(
            type("javax.crypto.KEM$Encapsulator"),
            "encapsulate",
            int.class,
            int.class,
            String.class);
    static final Method NEW_DECAPSULATOR =
        method("newDecapsulator", PrivateKey.class, AlgorithmParameterSpec.class);

    private static Class<?> type(String name) {
      try {
        return Class.forName(name, false, ForeignKems.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("this Java platform has no KEM", e);
      }
    }

    private static Method method(String name, Class<?>... parameters) {
      return ForeignKems.method(KEM, name, parameters);
    }
  }

  /** A {@code KEM.Decapsulator} of the other providers. */
  public static Object newDecapsulator(
      String algorithm, PrivateKey key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    try {
      Object kem = invoke(Api.GET, null, algorithm);
      return invoke(Api.NEW_DECAPSULATOR, kem, key, parameters);
    } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException("no other provider has " + algorithm, e);
    }
  }

  /** A {@code KEM.Encapsulator} of one provider, which has that algorithm. */
  public static Object newEncapsulator(
      String algorithm, Provider provider, PublicKey key, @Nullable SecureRandom random)
      throws InvalidKeyException {
    try {
      Object kem = invoke(Api.GET_OF_PROVIDER, null, algorithm, provider);
      return invoke(Api.NEW_ENCAPSULATOR, kem, key, random);
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException(provider.getName() + " offers " + algorithm + " but fails", e);
    }
  }

  /**
   * True if some other provider encapsulates for that key. That it has the algorithm does not tell:
   * Bouncy Castle takes only keys of its own classes.
   *
   * @param ownServiceClass name of our own implementation class
   */
  public static boolean isServedByOthers(String algorithm, PublicKey key, String ownServiceClass) {
    for (Provider provider : Security.getProviders()) {
      Provider.Service service = provider.getService(TYPE, algorithm);
      if (service != null
          && !ownServiceClass.equals(service.getClassName())
          && isServed(algorithm, provider, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isServed(String algorithm, Provider provider, PublicKey key) {
    try {
      newEncapsulator(algorithm, provider, key, null);
      return true;
    } catch (InvalidKeyException | RuntimeException e) {
      return false;
    }
  }

  /** True if a provider has the algorithm. */
  public static boolean isOffered(Provider provider, String algorithm) {
    return provider.getService(TYPE, algorithm) != null;
  }

  /** What a {@code KEM.Encapsulator} makes: a {@code KEM.Encapsulated}. */
  public static Object encapsulate(Object encapsulator, int from, int to, String algorithm)
      throws GeneralSecurityException {
    return invoke(Api.ENCAPSULATE, encapsulator, from, to, algorithm);
  }

  /**
   * A method of a {@code KEM.Decapsulator}.
   *
   * @param like has the same parameters
   */
  public static Object call(
      Object decapsulator, String name, Method like, @Nullable Object... arguments)
      throws GeneralSecurityException {
    Method method = method(decapsulator.getClass(), name, like.getParameterTypes());
    return invoke(method, decapsulator, arguments);
  }

  private static Method method(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " lacks a method of its own specification", e);
    }
  }

  private static Object invoke(
      Method method, @Nullable Object target, @Nullable Object... arguments)
      throws GeneralSecurityException {
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method + " is not public", e);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      if (thrown instanceof GeneralSecurityException refusal) {
        throw refusal;
      }
      if (thrown instanceof RuntimeException failure) {
        throw failure;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      throw new ProviderException(method + " failed", thrown);
    }
  }
}
