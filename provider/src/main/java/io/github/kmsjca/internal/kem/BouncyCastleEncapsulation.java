package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.kms.ClassPathFailure;
import java.security.ProviderException;
import java.security.SecureRandom;

/** Where the platform has none. */
final class BouncyCastleEncapsulation implements LocalEncapsulation {
  private final MlKem keys;
  private final SecureRandom random;

  BouncyCastleEncapsulation(MlKem keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  @Override
  public Object of(Part part) {
    MlKem.Made made;
    try {
      made = keys.encapsulate(random);
    } catch (LinkageError e) {
      throw new ProviderException(ClassPathFailure.text(e), e);
    }
    return KemTypes.encapsulated(part.of(made.secret()), made.encapsulation());
  }
}
