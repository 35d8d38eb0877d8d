package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.delegation.ForeignKems;
import java.security.GeneralSecurityException;

/** The platform's own. */
final class PlatformEncapsulation implements LocalEncapsulation {
  private final Object encapsulator;

  /**
   * An encapsulation.
   *
   * @param encapsulator a {@code KEM.Encapsulator}
   */
  PlatformEncapsulation(Object encapsulator) {
    this.encapsulator = encapsulator;
  }

  @Override
  public Object of(Part part) throws GeneralSecurityException {
    return ForeignKems.encapsulate(encapsulator, part.from(), part.to(), part.algorithm());
  }
}
