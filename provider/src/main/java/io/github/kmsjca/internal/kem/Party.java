package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import java.lang.reflect.Method;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an encapsulator and a decapsulator share: sizes, and which part of a secret is wanted. */
abstract class Party extends SpiHandler {
  private final KeySpec spec;

  Party(KeySpec spec) {
    this.spec = spec;
  }

  @Override
  final Object perform(Method method, @Nullable Object[] arguments)
      throws GeneralSecurityException {
    return switch (method.getName()) {
      case "engineSecretSize" -> KemAlgorithm.SECRET_LENGTH;
      case "engineEncapsulationSize" -> encapsulationLength();
      default -> exchange(arguments);
    };
  }

  final int encapsulationLength() {
    return KemAlgorithm.encapsulationLength(spec);
  }

  /** Encapsulates, or decapsulates. */
  abstract Object exchange(@Nullable Object[] arguments) throws GeneralSecurityException;

  /**
   * The part of the secret that the last three arguments ask for.
   *
   * @throws IndexOutOfBoundsException if the secret has no such part
   * @throws NullPointerException if the key's algorithm is not said
   * @throws UnsupportedOperationException if the key would be empty
   */
  static Part part(@Nullable Object[] arguments) {
    int first = arguments.length - 3;
    Integer from = (Integer) Objects.requireNonNull(arguments[first]);
    Integer to = (Integer) Objects.requireNonNull(arguments[first + 1]);
    Objects.checkFromToIndex(from, to, KemAlgorithm.SECRET_LENGTH);
    String algorithm =
        (String) Objects.requireNonNull(arguments[first + 2], "the key's algorithm is not said");
    if (from.equals(to)) {
      throw new UnsupportedOperationException("an empty key is none");
    }
    return new Part(from, to, algorithm);
  }
}
