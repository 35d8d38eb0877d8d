package io.github.kmsjca.internal.generator;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/**
 * What becomes of a generator that ended its search with us. JCA goes through the providers once,
 * when the first initialisation is refused by all, and stays with the last: behind the platform,
 * that is us. If its owner then tries other parameters, as {@code keytool -groupname} does, the
 * others must have their chance again.
 *
 * @param <G> the engine's class
 */
final class Stranded<G> {
  private final Neighbours neighbours;
  private final Maker<G> maker;
  private final boolean wantedByAlgorithmAlone;
  private boolean refused;

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

  Stranded(Neighbours neighbours, Maker<G> maker, boolean wantedByAlgorithmAlone) {
    this.neighbours = neighbours;
    this.maker = maker;
    this.wantedByAlgorithmAlone = wantedByAlgorithmAlone;
  }

  /**
   * The first generator of the others that takes these parameters, if it is their turn again. The
   * first refusal is for JCA, which goes on; if we are asked once more, it could not.
   *
   * @param refusal ours
   * @throws E the refusal, if it is for JCA, or nobody takes them
   */
  <E extends Exception> G handedOn(Initialisation<G> initialisation, E refusal) throws E {
    if (refused && wantedByAlgorithmAlone) {
      for (Provider other : neighbours.others()) {
        try {
          G generator = maker.of(other);
          initialisation.of(generator);
          return generator;
        } catch (GeneralSecurityException | RuntimeException e) {
          refusal.addSuppressed(e);
        }
      }
    }
    refused = true;
    throw refusal;
  }
}
