package io.github.kmsjca.internal.agreement;

import java.lang.reflect.Method;
import java.security.InvalidAlgorithmParameterException;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's {@code UserKeyingMaterialSpec}, whichever copy of Bouncy Castle it is of: the
 * single-file jar has one of its own, and an application may have another. So it is known by its
 * name, and read by its one method.
 */
final class KeyingMaterial {
  private static final String TYPE = "UserKeyingMaterialSpec";
  private static final byte[] NOTHING = {};

  private KeyingMaterial() {}

  /**
   * The bytes that go into the key derivation; none without parameters.
   *
   * @param algorithm to name in a refusal
   * @throws InvalidAlgorithmParameterException if the parameters are others
   */
  static byte[] of(String algorithm, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters == null) {
      return NOTHING;
    }
    if (!parameters.getClass().getSimpleName().equals(TYPE)) {
      throw refusal(algorithm, parameters, null);
    }
    try {
      Method getter = parameters.getClass().getMethod("getUserKeyingMaterial");
      byte[] material = (byte[]) getter.invoke(parameters);
      return material == null ? NOTHING : material.clone();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw refusal(algorithm, parameters, e);
    }
  }

  private static InvalidAlgorithmParameterException refusal(
      String algorithm, AlgorithmParameterSpec parameters, @Nullable Exception cause) {
    return new InvalidAlgorithmParameterException(
        algorithm
            + " takes a "
            + TYPE
            + " of Bouncy Castle, or no parameters; not a "
            + parameters.getClass().getName(),
        cause);
  }
}
