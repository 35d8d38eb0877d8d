package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TlsPeer;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Entries that are broken for good stand before a good one in the same file, all of the same key
 * type. JSSE must pass over them: one mistake in one entry is no reason for a server to be down.
 */
@ResourceLock(ProviderPlace.LOCK)
class BrokenEntryTest {
  private static final String SPEC = "ECC_NIST_P256";

  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Path file;

  @BeforeAll
  static void start() throws Exception {
    identities = new KmsIdentities();
    List<X509Certificate> good = identities.createCertified("good", SPEC);
    List<X509Certificate> doomed = identities.createCertified("doomed", SPEC);
    String doomedArn = identities.kms().create("doomed-as-well", SPEC, "SIGN_VERIFY");
    identities.admin().scheduleKeyDeletion(r -> r.keyId(doomedArn));
    identities.createCertified("mismatched", SPEC);
    KeyStoreText text =
        new KeyStoreText()
            .key("doomed", doomedArn, doomed)
            .key("mismatched", identities.ca().issue("mismatched", good.get(0).getPublicKey()))
            .key("unknown", identities.ca().issue("unknown", good.get(0).getPublicKey()))
            .key("not a name", identities.ca().issue("nameless", good.get(0).getPublicKey()))
            .key("good", good);
    file = text.write(dir.resolve("keystore"));
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKIX", "SunX509"})
  void theGoodEntryServesBothSides(String keyManagers) throws Exception {
    ProviderPlace.FIRST.with(
        identities.kms().provider(),
        () -> {
          TlsPeer server = TlsPeer.of(KeyStoreText.load(file), keyManagers, identities.ca());
          TlsPeer client = TlsPeer.of(KeyStoreText.load(file), keyManagers, identities.ca());
          for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
            Handshake.Outcome outcome = Handshake.run(server, client, protocol);
            outcome.assertEstablished();
            assertEquals("CN=good", outcome.client().session().getPeerPrincipal().getName());
            assertEquals("CN=good", outcome.server().session().getPeerPrincipal().getName());
          }
          // What is wrong is remembered: the broken entries cost no later handshake a call.
          identities.kms().local().calls().clear();
          Handshake.run(server, client, "TLSv1.3").assertEstablished();
          identities.kms().assertCalls(2, "Sign");
          assertEquals(2, identities.kms().local().calls().count());
        });
  }

  @Test
  void eachBrokenEntrySaysWhatIsWrong() throws Exception {
    ProviderPlace.FIRST.with(
        identities.kms().provider(),
        () -> {
          KeyStore keyStore = KeyStoreText.load(file);
          assertTrue(keyStore.isKeyEntry("good"));
          assertSays(keyStore, "doomed", "pending deletion");
          assertSays(keyStore, "mismatched", "the certificate is of another key");
          assertSays(keyStore, "unknown", "there is no such key or alias");
          assertSays(keyStore, "not a name", "is not a KMS alias, key id or ARN");
        });
  }

  private static void assertSays(KeyStore keyStore, String alias, String what) throws Exception {
    assertTrue(keyStore.containsAlias(alias));
    assertFalse(keyStore.isKeyEntry(alias));
    UnrecoverableKeyException e =
        assertThrows(UnrecoverableKeyException.class, () -> keyStore.getKey(alias, null));
    assertTrue(e.getMessage().contains(what), e.getMessage());
    assertTrue(e.getMessage().contains("'" + alias + "'"), e.getMessage());
  }
}
