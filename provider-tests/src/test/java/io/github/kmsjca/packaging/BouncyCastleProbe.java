package io.github.kmsjca.packaging;

import static io.github.kmsjca.packaging.ApplicationProbe.require;

import io.github.kmsjca.testkit.Report;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** An application that uses Bouncy Castle for itself, and KMS as well. */
final class BouncyCastleProbe {
  /** The first version with this algorithm; those before have its draft, Dilithium. */
  private static final double FIRST_WITH_ML_DSA = 1.79;

  private final Report report;
  private final Provider provider;

  private BouncyCastleProbe(Report report, Provider provider) {
    this.report = report;
    this.provider = provider;
  }

  public static void main(String[] args) {
    Report report = new Report();
    report.check(
        "Bouncy Castle starts",
        () -> new BouncyCastleProbe(report, new BouncyCastleProvider()).useBouncyCastle());
    ApplicationProbe.useKms(report);
    report.done();
  }

  private void useBouncyCastle() {
    sign("RSA", "SHA256withRSA");
    sign("EC", "SHA256withECDSA");
    sign("Ed25519", "Ed25519");
    report.check("Bouncy Castle agrees X25519", this::agree);
    if (Double.parseDouble(provider.getVersionStr()) >= FIRST_WITH_ML_DSA) {
      sign("ML-DSA-65", "ML-DSA");
    }
  }

  private void sign(String keys, String algorithm) {
    report.check(
        "Bouncy Castle signs " + algorithm,
        () -> {
          KeyPair pair = KeyPairGenerator.getInstance(keys, provider).generateKeyPair();
          byte[] message = "the message".getBytes(StandardCharsets.UTF_8);
          Signature signer = Signature.getInstance(algorithm, provider);
          signer.initSign(pair.getPrivate());
          signer.update(message);
          byte[] signature = signer.sign();
          signer.initVerify(pair.getPublic());
          signer.update(message);
          require(signer.verify(signature), "the signature is wrong");
        });
  }

  private void agree() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519", provider);
    KeyPair one = generator.generateKeyPair();
    KeyPair other = generator.generateKeyPair();
    require(Arrays.equals(secret(one, other), secret(other, one)), "the secrets differ");
  }

  private byte[] secret(KeyPair own, KeyPair peer) throws Exception {
    KeyAgreement agreement = KeyAgreement.getInstance("X25519", provider);
    agreement.init(own.getPrivate());
    agreement.doPhase(peer.getPublic(), true);
    return agreement.generateSecret();
  }
}
