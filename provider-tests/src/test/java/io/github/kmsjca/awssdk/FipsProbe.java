package io.github.kmsjca.awssdk;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.Report;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** Keys of Bouncy Castle's FIPS edition on a curve that the platform lacks. */
final class FipsProbe {
  private static final String FIPS = "org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider";

  private FipsProbe() {}

  public static void main(String[] args) throws Exception {
    Provider fips = Class.forName(FIPS).asSubclass(Provider.class).getConstructor().newInstance();
    Security.insertProviderAt(fips, 1);
    KmsProvider.install();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", fips);
    generator.initialize(new ECGenParameterSpec("secp256k1"));
    KeyPair pair = generator.generateKeyPair();
    Report report = new Report();
    report.check("sign and verify there", () -> signAndVerify(pair));
    report.done();
  }

  private static void signAndVerify(KeyPair pair) throws Exception {
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(pair.getPrivate());
    byte[] signature = signer.sign();
    verify(pair.getPublic(), signature);
  }

  private static void verify(PublicKey key, byte[] signature) throws Exception {
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(key);
    if (!verifier.verify(signature) || !verifier.getProvider().getName().equals("BCFIPS")) {
      throw new AssertionError("by " + verifier.getProvider());
    }
  }
}
