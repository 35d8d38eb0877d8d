package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.security.GeneralSecurityException;

/** Uses a private key in the one way that KMS permits of it. */
final class PrivateKeyTrial {

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
    return switch (key.usage()) {
      case SIGN_VERIFY -> signing.of(key, watch);
      case KEY_AGREEMENT -> agreements.of(key, watch);
      case ENCAPSULATE_DECAPSULATE -> kems.of(key, watch);
      default -> encryption.asymmetric(key, watch);
    };
  }

  /** What was not done, since nobody wanted it. */
  static String unused(PrivateKeyHandle key) {
    return switch (key.usage()) {
      case SIGN_VERIFY -> "no signature made";
      case KEY_AGREEMENT -> "no secret derived";
      case ENCAPSULATE_DECAPSULATE -> "nothing encapsulated";
      default -> "nothing encrypted";
    };
  }
}
