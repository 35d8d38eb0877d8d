package io.github.kmsjca.internal.generator;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;

/**
 * What becomes of a generator that ended its search with us. JCA goes through the providers once,
 * when the first initialisation is refused by all, and stays with the last: behind the platform,
 * that is us. If its owner then tries other parameters, as {@code keytool -groupname} does, the
 * others must have their chance again.
 */
final class Stranded {
  private Stranded() {}

  /** Makes another provider's generator. */
  @FunctionalInterface
  interface Maker<G> {
    G of(Provider provider) throws NoSuchAlgorithmException;
  }

  /** Initialises it. */
  @FunctionalInterface
  interface Initialisation<G> {
    void of(G generator) throws GeneralSecurityException;
  }

  /**
   * The first generator of the others that takes these parameters.
   *
   * @param refusal ours, for which there is an answer now
   * @throws E the refusal, if nobody takes them
   */
  static <G, E extends Exception> G handedOn(
      List<Provider> others, Maker<G> maker, Initialisation<G> initialisation, E refusal) throws E {
    for (Provider other : others) {
      try {
        G generator = maker.of(other);
        initialisation.of(generator);
        return generator;
      } catch (GeneralSecurityException | RuntimeException e) {
        refusal.addSuppressed(e);
      }
    }
    throw refusal;
  }
}
