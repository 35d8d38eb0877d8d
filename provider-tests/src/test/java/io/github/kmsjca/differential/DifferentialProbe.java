package io.github.kmsjca.differential;

import io.github.kmsjca.KmsProvider;
import java.nio.file.Path;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Plain JCA, without a key of KMS. */
final class DifferentialProbe {
  private DifferentialProbe() {}

  /** Where our provider stands. */
  enum Place {
    ABSENT,
    FIRST,
    LAST
  }

  /** Where Bouncy Castle stands among the platform's. */
  enum BouncyCastle {
    ABSENT,
    FIRST,
    LAST
  }

  /** Arguments: the two places, and the folder of the material. */
  public static void main(String[] args) throws Exception {
    BouncyCastle bouncyCastle = BouncyCastle.valueOf(args[1]);
    switch (bouncyCastle) {
      case ABSENT -> {}
      case FIRST -> Security.insertProviderAt(new BouncyCastleProvider(), 1);
      case LAST -> Security.addProvider(new BouncyCastleProvider());
    }
    switch (Place.valueOf(args[0])) {
      case ABSENT -> {}
      case FIRST -> Security.insertProviderAt(new KmsProvider(), 1);
      case LAST -> Security.addProvider(new KmsProvider());
    }
    Outcomes outcomes = new Outcomes();
    Material material = new Material(Path.of(args[2]));
    new Lookups(outcomes).run();
    new SignatureChecks(outcomes, material).run();
    new CipherChecks(outcomes, material).run();
    new MacChecks(outcomes, material).run();
    new AgreementChecks(outcomes, material).run();
    new KemChecks(outcomes, material).run();
    new CertificateChecks(outcomes, material).run();
    new XmlChecks(outcomes, material).run();
    if (bouncyCastle == BouncyCastle.ABSENT) { // these take the longest
      new GeneratorChecks(outcomes).run();
      new KeyStoreChecks(outcomes, material).run();
      new TlsChecks(outcomes, material).run();
    }
    outcomes.done();
  }
}
