package io.github.kmsjca.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.Report;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;

/** Plain JCA code on the class path; the provider is in a module. */
final class ModulePathProbe {
  private ModulePathProbe() {}

  public static void main(String[] args) {
    Report report = new Report();
    report.check(
        "the provider is in its module",
        () ->
            assertEquals(
                "io.github.kmsjca.provider",
                Security.getProvider("AWSKMS").getClass().getModule().getName()));
    report.check(
        "signs",
        () -> {
          KeyStore keyStore = KeyStore.getInstance("AWSKMS");
          keyStore.load(null, null);
          PrivateKey key = (PrivateKey) keyStore.getKey("ecc-nist-p256", null);
          Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
          signature.initSign(key);
          assertTrue(signature.sign().length == 64);
        });
    report.done();
  }
}
