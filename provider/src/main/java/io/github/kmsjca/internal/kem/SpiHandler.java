package io.github.kmsjca.internal.kem;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** What stands behind a proxy of one of KEM's SPIs. */
abstract class SpiHandler implements InvocationHandler {
  private static final Object[] NO_ARGUMENTS = {};

  @Override
  public final Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
      throws GeneralSecurityException {
    @Nullable Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
    return switch (method.getName()) {
      case "equals" -> proxy == given[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> toString();
      default -> perform(method, given);
    };
  }

  /** A method of the SPI; it throws what that permits. */
  abstract Object perform(Method method, @Nullable Object[] arguments)
      throws GeneralSecurityException;
}
