package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.algorithm.KeySpec;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Makes shared secrets for the owner of a public key. Thread-safe. */
final class Encapsulator extends Party {
  private final LocalEncapsulation local;

  Encapsulator(KeySpec spec, LocalEncapsulation local) {
    super(spec);
    this.local = local;
  }

  @Override
  Object exchange(@Nullable Object[] arguments) throws GeneralSecurityException {
    return local.of(part(arguments));
  }
}
