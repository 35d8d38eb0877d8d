package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.signature.KmsSignatureSpi;
import java.security.Key;
import java.security.Provider;

/** A row of the Signature algorithms. */
final class SignatureService extends KmsService {
  private static final String SPI = "io.github.kmsjca.internal.signature.KmsSignatureSpi";

  private final SignatureAlgorithm row;

  SignatureService(Provider provider, SignatureAlgorithm row, Instance instance) {
    super(provider, "Signature", row.jcaName(), SPI, row.aliases(), instance);
    this.row = row;
  }

  @Override
  Object newEngine() {
    return new KmsSignatureSpi(row, instance().resolver(), instance().settings());
  }

  @Override
  boolean servesOrphan(Key key) {
    return OrphanKeys.areServed(row, key);
  }
}
