package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.cipher.EnvelopeOperations;
import io.github.kmsjca.internal.cipher.KmsCipherSpi;
import java.security.Key;
import java.security.Provider;
import java.util.List;

/** One name of a row of the Cipher transformations. */
final class CipherService extends KmsService {
  private static final String SPI = "io.github.kmsjca.internal.cipher.KmsCipherSpi";

  private final CipherAlgorithm row;

  /**
   * A service of its own for each name: JCA would take an alias for the algorithm's first part,
   * with a mode and a padding to be set, and a key that others serve by one name may be an orphan
   * by another.
   *
   * @param name the row's own, or one of its aliases
   */
  CipherService(Provider provider, CipherAlgorithm row, String name, Instance instance) {
    super(provider, "Cipher", name, SPI, List.of(), instance);
    this.row = row;
  }

  @Override
  Object newEngine() {
    return new KmsCipherSpi(
        row,
        getAlgorithm(),
        instance().resolver(),
        instance().settings(),
        new EnvelopeOperations(instance().envelopes()));
  }

  @Override
  boolean servesOrphan(Key key) {
    return OrphanKeys.areServed(row, getAlgorithm(), key);
  }
}
