package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.TlsPeer;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Symmetric keys stand in a store before the key of a server: JSSE must pass over them. */
@ResourceLock(ProviderPlace.LOCK)
class MixedStoreTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"PKIX", "SunX509"})
  void handshakeTakesThePrivateKey(String keyManagers) throws Exception {
    try (KmsIdentities identities = new KmsIdentities()) {
      TestKms kms = identities.kms().withEncryptionKeys();
      Path file =
          new KeyStoreText()
              .key(TestKms.SYMMETRIC, List.of())
              .key("vault", kms.arn(TestKms.SYMMETRIC), List.of())
              .key(TestKms.RSA_ENCRYPTION, List.of())
              .key("good", identities.createCertified("good", "ECC_NIST_P256"))
              .write(dir.resolve("keystore"));
      ProviderPlace.FIRST.with(
          kms.provider(),
          () -> {
            KeyStore store = KeyStoreText.load(file);
            assertTrue(store.entryInstanceOf("vault", KeyStore.SecretKeyEntry.class));
            TlsPeer peer = TlsPeer.of(store, keyManagers, identities.ca());
            for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
              Handshake.Outcome outcome = Handshake.run(peer, peer, protocol);
              outcome.assertEstablished();
              assertEquals("CN=good", outcome.client().session().getPeerPrincipal().getName());
            }
            // Known by now: no handshake asks for them again.
            kms.local().calls().clear();
            Handshake.run(peer, peer, "TLSv1.3").assertEstablished();
            assertEquals(2, kms.local().calls().count());
            kms.assertCalls(2, "Sign");
          });
    }
  }

  /** Nor does a symmetric key get a certificate of its own. */
  @Test
  void selfSigningLeavesThemOut() throws Exception {
    try (KmsIdentities identities = new KmsIdentities()) {
      TestKms kms = identities.kms().withEncryptionKeys();
      ProviderPlace.FIRST.with(
          kms.provider("keys", TestKms.SYMMETRIC + ",ecc-nist-p256", "selfSigned", "true"),
          () -> {
            KeyStore store = KeyStore.getInstance("AWSKMS");
            store.load(null, null);
            assertEquals(2, store.size());
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, null);
            X509KeyManager manager = (X509KeyManager) factory.getKeyManagers()[0];
            assertTrue(manager.chooseServerAlias("EC", null, null).endsWith("ecc-nist-p256"));
          });
    }
  }
}
