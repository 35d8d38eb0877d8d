package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TlsPeer;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * KMS says no more of a key than that it is RSA; a certificate can bind it to RSASSA-PSS. JSSE
 * compares the algorithm of the key with that of the certificate, so the key must say the same.
 */
@ResourceLock(ProviderPlace.LOCK)
class PssCertificateTest {
  private static final String ALIAS = "rsa-2048";

  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Provider provider;

  @BeforeAll
  static void start() {
    identities = new KmsIdentities();
    provider = identities.kms().provider();
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  @ParameterizedTest
  @CsvSource({
    "FIRST, PKIX, TLSv1.3",
    "FIRST, SunX509, TLSv1.3",
    "LAST, PKIX, TLSv1.3",
    "LAST, SunX509, TLSv1.3",
    "FIRST, PKIX, TLSv1.2",
    "LAST, SunX509, TLSv1.2"
  })
  void handshakes(ProviderPlace place, String keyManagers, String protocol) throws Exception {
    RSAPublicKey rsa = (RSAPublicKey) identities.publicKey(ALIAS);
    PublicKey pss =
        KeyFactory.getInstance("RSASSA-PSS", "SunRsaSign")
            .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
    Path file =
        new KeyStoreText().key(ALIAS, identities.ca().issue("pss", pss)).write(dir.resolve("pss"));
    place.with(
        provider,
        () -> {
          KeyStore keyStore = KeyStoreText.load(file);
          assertEquals("RSASSA-PSS", keyStore.getKey(ALIAS, null).getAlgorithm());
          TlsPeer peer = TlsPeer.of(keyStore, keyManagers, identities.ca());
          Handshake.run(peer, peer, protocol).assertEstablished();
          identities.kms().local().calls().clear();
          Handshake.Outcome outcome = Handshake.run(peer, peer, protocol);
          outcome.assertEstablished();
          for (var session : List.of(outcome.client().session(), outcome.server().session())) {
            assertEquals(
                "RSASSA-PSS", session.getPeerCertificates()[0].getPublicKey().getAlgorithm());
          }
          identities.kms().assertCalls(2, "Sign");
        });
  }
}
