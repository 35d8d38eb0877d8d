package io.github.kmsjca.internal.generator;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The generator that JCA would have answered were it not for us, if it is one that JCA cannot go on
 * to: Bouncy Castle's extend {@link KeyPairGenerator} itself, as was usual before Java 1.2, and are
 * passed over when another one refuses. In front of it we hand such calls on ourselves.
 */
final class FormerStyle {
  private FormerStyle() {}

  /**
   * For an engine that is being made; {@code null} if JCA goes on by itself, or the caller wants us
   * by name, and shall not get somebody else's keys instead.
   */
  static @Nullable KeyPairGenerator behind(Neighbours neighbours, String algorithm) {
    Provider.Service next = neighbours.next();
    if (next == null) {
      return null;
    }
    try {
      return next.newInstance(null) instanceof KeyPairGenerator
              && Search.isByAlgorithmAlone(KeyPairGenerator.class)
          ? KeyPairGenerator.getInstance(algorithm, next.getProvider())
          : null;
    } catch (NoSuchAlgorithmException e) {
      return null; // JCA would have gone on as well
    }
  }
}
