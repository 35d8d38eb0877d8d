package io.github.kmsjca.internal.key;

import org.jspecify.annotations.Nullable;

/**
 * A handle of which something has made a copy without calling a constructor or {@code
 * writeReplace}, as Kryo does by default. The fields of a handle are transient, so they are null in
 * the copy.
 */
final class EmptyCopy {
  /** What such a handle answers that must answer something. */
  static final String ALGORITHM = "unknown";

  static final String TEXT =
      "the handle of a KMS key was copied without Java serialization (as Kryo does by default), and"
          + " nothing of it is left: register JavaSerializer for it";

  private EmptyCopy() {}

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
