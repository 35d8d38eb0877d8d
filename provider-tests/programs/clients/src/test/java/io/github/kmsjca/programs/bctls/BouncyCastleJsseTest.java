package io.github.kmsjca.programs.bctls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.MutualTls;
import io.github.kmsjca.programs.Refusal;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.TlsTerms;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The TLS of Bouncy Castle on both sides, with its own key managers. */
class BouncyCastleJsseTest {
  private static final int SIDES = 2;

  @TempDir static Path folder;

  @BeforeAll
  static void register() {
    // guide: tls-libraries.md
    Security.addProvider(new BouncyCastleProvider());
    Security.addProvider(new BouncyCastleJsseProvider());
    // end of guide
  }

  @AfterAll
  static void remove() {
    Security.removeProvider(BouncyCastleJsseProvider.PROVIDER_NAME);
    Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
  }

  private static SSLContext context(String key) throws Exception {
    KeyStore keys =
        KeyStore.getInstance(LibraryHost.keyStoreFile(folder, key).toFile(), new char[0]);
    TrustManagerFactory anchors = MutualTls.anchors();
    // guide: tls-libraries.md
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX", "BCJSSE");
    managers.init(keys, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS", "BCJSSE");
    context.init(managers.getKeyManagers(), anchors.getTrustManagers(), null);
    // end of guide
    return context;
  }

  @ParameterizedTest
  @CsvSource({
    "ecc-nist-p256, TLSv1.3",
    "rsa-2048, TLSv1.3",
    "ecc-nist-p256, TLSv1.2",
    "rsa-2048, TLSv1.2"
  })
  void bothSides(String key, String protocol) throws Exception {
    SSLContext server = context(key);
    SSLContext client = context(key);
    Clients.BCTLS.assertCosts(
        LibraryHost.calls(
            () -> Handshake.run(server, client, TlsTerms.of(protocol)).assertEstablished()),
        SIDES);
  }

  @Test
  void aKeyThatIsDisabled() throws Exception {
    SSLContext server = context("ecc-nist-p384");
    SSLContext client = context("ecc-nist-p256");
    LibraryHost.whileDisabled(
        "ecc-nist-p384",
        () ->
            assertThat(
                    Refusal.of(
                            () -> {
                              throw Handshake.run(server, client, TlsTerms.of("TLSv1.3"))
                                  .server()
                                  .failed();
                            })
                        .exception())
                .contains("is disabled"));
  }
}
