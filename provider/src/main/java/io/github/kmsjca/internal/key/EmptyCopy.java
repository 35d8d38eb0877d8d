package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import org.jspecify.annotations.Nullable;

/**
 * A handle of which something has made a copy without calling a constructor or {@code
 * writeReplace}, as Kryo does by default. The fields of a handle are transient, so they are null in
 * the copy.
 */
final class EmptyCopy {
  static final String TEXT =
      "the handle of a KMS key was copied without Java serialization (as Kryo does by default), and"
          + " nothing of it is left: register JavaSerializer for it";

  private EmptyCopy() {}

  /** As far as its class tells: those who know that class go on to ask for what is not there. */
  static String algorithm(KeyHandle copy) {
    if (copy instanceof RSAKey) {
      return KeyFamily.RSA.jcaName();
    }
    if (copy instanceof ECKey) {
      return KeyFamily.EC.jcaName();
    }
    return copy instanceof EdECKey ? KeyFamily.EDDSA.jcaName() : "unknown";
  }

  /**
   * The field of a handle, if it has any.
   *
   * @throws IllegalStateException if it is an empty copy
   */
  static <T> T require(@Nullable T field) {
    if (field == null) {
      throw new IllegalStateException(TEXT);
    }
    return field;
  }
}
