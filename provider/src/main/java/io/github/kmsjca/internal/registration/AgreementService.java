package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.agreement.KmsKeyAgreementSpi;
import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import java.security.Key;
import java.security.Provider;

/** A row of the KeyAgreement algorithms. */
final class AgreementService extends KmsService {
  private static final String SPI = "io.github.kmsjca.internal.agreement.KmsKeyAgreementSpi";

  private final AgreementAlgorithm row;

  AgreementService(Provider provider, AgreementAlgorithm row, Instance instance) {
    super(provider, "KeyAgreement", row.jcaName(), SPI, row.aliases(), instance);
    this.row = row;
  }

  @Override
  Object newEngine() {
    return new KmsKeyAgreementSpi(row, instance().resolver());
  }

  /** Every platform has ECDH; the derivations are Bouncy Castle's, and so are software keys. */
  @Override
  boolean servesOrphan(Key key) {
    return false;
  }
}
