package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.mac.KmsMacSpi;
import java.security.Key;
import java.security.Provider;

/** A row of the Mac algorithms. */
final class MacService extends KmsService {
  private static final String SPI = "io.github.kmsjca.internal.mac.KmsMacSpi";

  private final MacAlgorithm row;

  MacService(Provider provider, MacAlgorithm row, Instance instance) {
    super(provider, "Mac", row.jcaName(), SPI, row.aliases(), instance);
    this.row = row;
  }

  @Override
  Object newEngine() {
    return new KmsMacSpi(row, instance().resolver());
  }

  /** Every platform has all of these. */
  @Override
  boolean servesOrphan(Key key) {
    return false;
  }
}
