package io.github.kmsjca.programs.conscrypt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.MutualTls;
import io.github.kmsjca.programs.Refusal;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.TlsTerms;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BoringSSL by Conscrypt, which signs through the JCA if a key has no bytes. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ConscryptTest {
  private static final int SIDES = 2;

  @TempDir static Path folder;

  private static SSLContext context(String key) throws Exception {
    KeyManagerFactory managers = MutualTls.managers(LibraryHost.keyStoreFile(folder, key));
    KeyStore trust = LibraryHost.identities().ca().trustStore();
    // guide: tls-libraries.md
    Provider conscrypt = Conscrypt.newProvider();
    TrustManagerFactory anchors = TrustManagerFactory.getInstance("PKIX", conscrypt);
    anchors.init(trust);
    SSLContext context = SSLContext.getInstance("TLS", conscrypt);
    context.init(managers.getKeyManagers(), anchors.getTrustManagers(), null);
    // end of guide
    return context;
  }

  private static Refusal refusal(SSLContext server, SSLContext client) {
    return Refusal.of(
        () -> {
          throw Handshake.run(server, client, TlsTerms.of("TLSv1.3")).server().failed();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void ecOnBothSides(String protocol) throws Exception {
    SSLContext server = context("ecc-nist-p256");
    SSLContext client = context("ecc-nist-p256");
    Clients.CONSCRYPT.assertCosts(
        LibraryHost.calls(
            () -> Handshake.run(server, client, TlsTerms.of(protocol)).assertEstablished()),
        SIDES);
  }

  /** It asks for raw RSA, which KMS does not have: what the documentation warns of. */
  @Test
  void noRsa() throws Exception {
    SSLContext rsa = context("rsa-2048");
    Clients.CONSCRYPT.assertCosts(
        LibraryHost.calls(
            () ->
                assertThat(refusal(rsa, rsa).log())
                    .contains("cannot do RSA/ECB/NoPadding: KMS has no RSA without padding")),
        0);
  }

  /**
   * Not looked at before, it is passed over; in use, it does not sign. Conscrypt logs that, too.
   */
  @Test
  void aKeyThatIsDisabled() throws Exception {
    SSLContext unused = context("ecc-nist-p521");
    SSLContext used = context("ecc-nist-p384");
    Handshake.run(used, context("ecc-nist-p256"), TlsTerms.of("TLSv1.3")).assertEstablished();
    LibraryHost.whileDisabled(
        "ecc-nist-p384",
        () ->
            assertThat(refusal(used, context("ecc-nist-p256")).log())
                .contains("SignatureException: KMS Sign with key", "is disabled"));
    LibraryHost.whileDisabled(
        "ecc-nist-p521",
        () ->
            assertThat(refusal(unused, context("ecc-nist-p256")).log())
                .contains("KeyStore entry 'ecc-nist-p521'", "is disabled"));
  }
}
