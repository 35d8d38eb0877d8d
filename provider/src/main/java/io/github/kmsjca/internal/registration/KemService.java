package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.kem.KemEngines;
import java.security.Key;
import java.security.Provider;

/** A row of the KEM algorithms. */
final class KemService extends KmsService {
  private static final String SPI = "io.github.kmsjca.internal.kem.KemEngines";

  private final KemAlgorithm row;

  KemService(Provider provider, KemAlgorithm row, Instance instance) {
    super(provider, "KEM", row.jcaName(), SPI, row.aliases(), instance);
    this.row = row;
  }

  @Override
  Object newEngine() {
    return KemEngines.create(row, instance().resolver());
  }

  @Override
  boolean servesOrphan(Key key) {
    return OrphanKeys.areServed(row, key);
  }
}
