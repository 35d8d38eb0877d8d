package io.github.kmsjca.programs.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.MutualTls;
import io.github.kmsjca.programs.Refusal;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.TlsTerms;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.challenge.Http01Challenge;

/** An account key and a server's key in KMS, and a certificate from an authority by ACME. */
class AcmeTest {
  /** Account, order, authorization twice, challenge, request, order again, certificate. */
  private static final int REQUESTS = 8;

  @TempDir Path folder;

  private AcmeServer server;
  private Path app;

  @BeforeEach
  void start() throws Exception {
    server = AcmeServer.start(LibraryHost.identities().ca());
    app = folder.resolve("app.kms");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static KeyPair pair(String alias) throws Exception {
    return ((KmsPrivateKey) LibraryHost.privateKey(alias)).keyPair();
  }

  /** What the documentation shows. */
  private static void order(
      URI directory, KeyPair account, KeyPair web, BiConsumer<String, String> website, Path app)
      throws Exception {
    // guide: certificates.md
    Session session = new Session(directory); // that of your authority
    Login login =
        new AccountBuilder().agreeToTermsOfService().useKeyPair(account).createLogin(session);
    Order order = login.newOrder().domain("shop.example.org").create();
    for (Authorization authorization : order.getAuthorizations()) {
      Http01Challenge challenge = authorization.findChallenge(Http01Challenge.class).orElseThrow();
      website.accept(challenge.getToken(), challenge.getAuthorization());
      challenge.trigger();
      authorization.waitForCompletion(Duration.ofMinutes(1));
    }
    order.execute(web); // a request for the certificate, signed in KMS
    order.waitForCompletion(Duration.ofMinutes(1));

    Path renewed = app.resolveSibling("renewed.kms");
    try (Writer out = Files.newBufferedWriter(renewed)) {
      out.write("# AWSKMS keystore 1\nalias: web\n");
      out.write("key: " + ((KmsPrivateKey) web.getPrivate()).arn() + "\n");
      order.getCertificate().writeCertificate(out);
    }
    Files.move(renewed, app, StandardCopyOption.ATOMIC_MOVE);
    // end of guide
  }

  @ParameterizedTest
  @CsvSource({
    "ecc-nist-p256, ecc-nist-p384",
    "rsa-2048, ecc-nist-p256",
    "ecc-nist-p384, rsa-2048",
    "ecc-nist-p521, rsa-3072"
  })
  void aCertificateThatServes(String account, String web) throws Exception {
    KeyPair ofAccount = pair(account);
    KeyPair ofWeb = pair(web);
    Calls calls =
        LibraryHost.calls(() -> order(server.directory(), ofAccount, ofWeb, server::publish, app));
    assertThat(server.signedRequests()).isEqualTo(REQUESTS);
    Clients.ACME4J.assertCosts(calls, REQUESTS + 1);

    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(
        MutualTls.managers(app).getKeyManagers(), MutualTls.anchors().getTrustManagers(), null);
    Handshake.Outcome outcome = Handshake.run(tls, MutualTls.software(), TlsTerms.of("TLSv1.3"));
    outcome.assertEstablished();
    X509Certificate seen =
        (X509Certificate) outcome.client().established().getPeerCertificates()[0];
    assertThat(seen.getSubjectX500Principal().getName()).isEqualTo("CN=shop.example.org");
    assertThat(seen.getPublicKey()).isEqualTo(ofWeb.getPublic());
  }

  @Test
  void anAccountKeyThatIsDisabled() throws Exception {
    assertSaid("ecc-nist-p384", pair("ecc-nist-p384"), pair("ecc-nist-p256"));
  }

  @Test
  void aKeyOfTheServerThatIsDisabled() throws Exception {
    assertSaid("ecc-nist-p384", pair("ecc-nist-p256"), pair("ecc-nist-p384"));
  }

  private void assertSaid(String disabled, KeyPair account, KeyPair web) throws Exception {
    LibraryHost.whileDisabled(
        disabled,
        () ->
            assertThat(
                    Refusal.of(() -> order(server.directory(), account, web, server::publish, app))
                        .exception())
                .contains("is disabled"));
  }
}
