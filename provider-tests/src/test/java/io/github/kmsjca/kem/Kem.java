package io.github.kmsjca.kem;

import java.lang.reflect.InvocationTargetException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * {@code javax.crypto.KEM}, by reflection: tests are compiled for 17, which knows it only since
 * some update.
 */
public final class Kem {
  private static final String NAME = "javax.crypto.KEM";

  private final Object kem;

  private Kem(Object kem) {
    this.kem = kem;
  }

  public static Kem getInstance(String algorithm) throws Exception {
    return new Kem(call(type(NAME), null, "getInstance", new Class<?>[] {String.class}, algorithm));
  }

  public static Kem getInstance(String algorithm, Provider provider) throws Exception {
    Class<?>[] types = {String.class, Provider.class};
    return new Kem(call(type(NAME), null, "getInstance", types, algorithm, provider));
  }

  static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name);
  }

  /** What {@code decapsulate} throws. */
  @SuppressWarnings("unchecked")
  static Class<? extends Exception> decapsulateException() throws ClassNotFoundException {
    return (Class<? extends Exception>) type("javax.crypto.DecapsulateException");
  }

  public Sender newEncapsulator(@Nullable PublicKey key) throws Exception {
    return new Sender(call(kem, "newEncapsulator", new Class<?>[] {PublicKey.class}, key));
  }

  public Sender newEncapsulator(
      PublicKey key, @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws Exception {
    Class<?>[] types = {PublicKey.class, AlgorithmParameterSpec.class, SecureRandom.class};
    return new Sender(call(kem, "newEncapsulator", types, key, parameters, random));
  }

  public Receiver newDecapsulator(@Nullable PrivateKey key) throws Exception {
    return new Receiver(call(kem, "newDecapsulator", new Class<?>[] {PrivateKey.class}, key));
  }

  public Receiver newDecapsulator(PrivateKey key, AlgorithmParameterSpec parameters)
      throws Exception {
    Class<?>[] types = {PrivateKey.class, AlgorithmParameterSpec.class};
    return new Receiver(call(kem, "newDecapsulator", types, key, parameters));
  }

  /** What an encapsulator makes. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Encapsulated(SecretKey key, byte[] encapsulation, byte @Nullable [] params) {}

  /** A {@code KEM.Encapsulator}. */
  public record Sender(Object encapsulator) {
    public Encapsulated encapsulate() throws Exception {
      return made(call(encapsulator, "encapsulate", new Class<?>[0]));
    }

    Encapsulated encapsulate(int from, int to, @Nullable String algorithm) throws Exception {
      Class<?>[] types = {int.class, int.class, String.class};
      return made(call(encapsulator, "encapsulate", types, from, to, algorithm));
    }

    int secretSize() throws Exception {
      return (int) call(encapsulator, "secretSize", new Class<?>[0]);
    }

    int encapsulationSize() throws Exception {
      return (int) call(encapsulator, "encapsulationSize", new Class<?>[0]);
    }

    public String providerName() throws Exception {
      return (String) call(encapsulator, "providerName", new Class<?>[0]);
    }

    private static Encapsulated made(Object made) throws Exception {
      Class<?>[] none = {};
      return new Encapsulated(
          (SecretKey) call(made, "key", none),
          (byte[]) call(made, "encapsulation", none),
          (byte[]) call(made, "params", none));
    }
  }

  /** A {@code KEM.Decapsulator}. */
  public record Receiver(Object decapsulator) {
    public SecretKey decapsulate(byte @Nullable [] encapsulation) throws Exception {
      Class<?>[] types = {byte[].class};
      return (SecretKey) call(decapsulator, "decapsulate", types, (Object) encapsulation);
    }

    SecretKey decapsulate(
        byte @Nullable [] encapsulation, int from, int to, @Nullable String algorithm)
        throws Exception {
      Class<?>[] types = {byte[].class, int.class, int.class, String.class};
      return (SecretKey)
          call(decapsulator, "decapsulate", types, encapsulation, from, to, algorithm);
    }

    int secretSize() throws Exception {
      return (int) call(decapsulator, "secretSize", new Class<?>[0]);
    }

    int encapsulationSize() throws Exception {
      return (int) call(decapsulator, "encapsulationSize", new Class<?>[0]);
    }

    public String providerName() throws Exception {
      return (String) call(decapsulator, "providerName", new Class<?>[0]);
    }
  }

  private static Object call(
      Object target, String method, Class<?>[] types, @Nullable Object... arguments)
      throws Exception {
    return call(target.getClass(), target, method, types, arguments);
  }

  private static Object call(
      Class<?> type,
      @Nullable Object target,
      String method,
      Class<?>[] types,
      @Nullable Object... arguments)
      throws Exception {
    try {
      return type.getMethod(method, types).invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      throw e;
    }
  }
}
