package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.Report;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;

/** In a JVM whose java.security registers the provider with a wrong argument. */
final class StaticRegistrationProbe {
  private StaticRegistrationProbe() {}

  public static void main(String[] args) {
    Report report = new Report();
    report.check(
        "is in the list",
        () ->
            assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName))
                .contains("AWSKMS"));
    report.check(
        "explains itself",
        () -> {
          KeyStore store = KeyStore.getInstance("AWSKMS");
          IOException e = assertThrowsExactly(IOException.class, () -> store.load(null, null));
          assertThat(e.getMessage())
              .contains("'nonsense'", "callTimeout='soon'", "Valid keys: ")
              .contains(ConfigurationFailureTest.VALID_KEYS);
        });
    report.check(
        "software keys work",
        () -> {
          KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
          Signature signature = Signature.getInstance("SHA256withECDSA");
          signature.initSign(pair.getPrivate());
          byte[] made = signature.sign();
          signature.initVerify(pair.getPublic());
          assertTrue(signature.verify(made));
        });
    report.done();
  }
}
