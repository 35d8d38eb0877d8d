package io.github.kmsjca.internal.cipher;

import java.security.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * Whether something failed in the middle of a message, KMS or a bound. What was taken of it is gone
 * then, so nothing may complete it: who went on all the same, as {@code CipherOutputStream.close}
 * does, would get a sound message of a part, or without its additional data. It lasts until the
 * next init.
 */
final class Unanswered {
  private @Nullable RuntimeException failure;

  /** From now on nothing goes on. */
  void note(RuntimeException e) {
    failure = e;
  }

  /** Throws if the message was broken off. */
  void require() {
    if (failure != null) {
      throw new ProviderException(
          "an earlier part of this message failed, init again (with another IV, if one is given) and"
              + " repeat all of it: "
              + failure.getMessage(),
          failure);
    }
  }
}
