package io.github.kmsjca.internal.kem;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes what KEM's SPIs deal in, by reflection: this library is compiled for the first release of
 * JDK 17, and they came with JDK 21 and with later updates of 17.
 */
final class KemTypes {
  private KemTypes() {}

  /** Looked up when the first engine is made, not by a provider that is only registered. */
  private static final class Types {
    static final Class<?> ENGINE = type(KemEngines.SPI);
    static final Class<?> ENCAPSULATOR = type(KemEngines.SPI + "$EncapsulatorSpi");
    static final Class<?> DECAPSULATOR = type(KemEngines.SPI + "$DecapsulatorSpi");
    static final Constructor<?> ENCAPSULATED =
        constructor(
            type("javax.crypto.KEM$Encapsulated"), SecretKey.class, byte[].class, byte[].class);
    static final Constructor<?> DECAPSULATE_EXCEPTION =
        constructor(type("javax.crypto.DecapsulateException"), String.class, Throwable.class);

    private static Class<?> type(String name) {
      try {
        return Class.forName(name, false, KemTypes.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("this Java platform has no " + name, e);
      }
    }

    private static Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
      try {
        return type.getConstructor(parameters);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException(type + " lacks a constructor", e);
      }
    }
  }

  /** A {@code KEMSpi}. */
  static Object engine(SpiHandler handler) {
    return proxy(Types.ENGINE, handler);
  }

  /** A {@code KEMSpi.EncapsulatorSpi}. */
  static Object encapsulator(SpiHandler handler) {
    return proxy(Types.ENCAPSULATOR, handler);
  }

  /** A {@code KEMSpi.DecapsulatorSpi}. */
  static Object decapsulator(SpiHandler handler) {
    return proxy(Types.DECAPSULATOR, handler);
  }

  private static Object proxy(Class<?> type, SpiHandler handler) {
    return Proxy.newProxyInstance(KemTypes.class.getClassLoader(), new Class<?>[] {type}, handler);
  }

  /** A {@code KEM.Encapsulated} without parameters. */
  static Object encapsulated(SecretKey key, byte[] encapsulation) {
    return make(Types.ENCAPSULATED, key, encapsulation, null);
  }

  /** A {@code DecapsulateException}. */
  static GeneralSecurityException refusal(String message, @Nullable Throwable cause) {
    return (GeneralSecurityException) make(Types.DECAPSULATE_EXCEPTION, message, cause);
  }

  private static Object make(Constructor<?> constructor, @Nullable Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " failed", e);
    }
  }
}
