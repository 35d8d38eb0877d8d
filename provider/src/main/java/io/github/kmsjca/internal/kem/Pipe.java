package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.delegation.ForeignKems;
import java.lang.reflect.Method;
import java.security.GeneralSecurityException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pipe to another provider's decapsulator: {@code engineSecretSize} to {@code secretSize}. */
final class Pipe extends SpiHandler {
  private static final String PREFIX = "engine";

  private final Object decapsulator;

  /**
   * A pipe.
   *
   * @param decapsulator a {@code KEM.Decapsulator}
   */
  Pipe(Object decapsulator) {
    this.decapsulator = decapsulator;
  }

  @Override
  Object perform(Method method, @Nullable Object[] arguments) throws GeneralSecurityException {
    String name = method.getName().substring(PREFIX.length());
    String decapitalised = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return ForeignKems.call(decapsulator, decapitalised, method, arguments);
  }
}
