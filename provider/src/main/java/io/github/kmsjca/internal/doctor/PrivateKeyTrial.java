package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.security.GeneralSecurityException;

/** Uses a private key in the one way that KMS permits of it. */
final class PrivateKeyTrial {
  private static final String SIGNING = "SIGN_VERIFY";
  private static final String AGREEMENT = "KEY_AGREEMENT";
  private static final String ENCAPSULATION = "ENCAPSULATE_DECAPSULATE";

  private final SignatureTrial signing;
  private final EncryptionTrial encryption;
  private final AgreementTrial agreements;
  private final KemTrial kems;

  PrivateKeyTrial(Patient patient, Configuration configuration, EncryptionTrial encryption) {
    KmsGateway gateway = patient.instance().gateway();
    this.signing = new SignatureTrial(patient.provider(), configuration);
    this.encryption = encryption;
    this.agreements = new AgreementTrial(gateway);
    this.kems = new KemTrial(gateway);
  }

  /** What was done, and how long it took. */
  String used(PrivateKeyHandle key, Stopwatch watch)
      throws KmsCallException, GeneralSecurityException {
    return switch (key.keyUsage()) {
      case SIGNING -> signing.of(key, watch);
      case AGREEMENT -> agreements.of(key, watch);
      case ENCAPSULATION -> kems.of(key, watch);
      default -> encryption.asymmetric(key, watch);
    };
  }

  /** What was not done, since nobody wanted it. */
  static String unused(PrivateKeyHandle key) {
    return switch (key.keyUsage()) {
      case SIGNING -> "no signature made";
      case AGREEMENT -> "no secret derived";
      case ENCAPSULATION -> "nothing encapsulated";
      default -> "nothing encrypted";
    };
  }
}
