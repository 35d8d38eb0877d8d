package io.github.kmsjca.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;

/** Writing is refused in the words of the contract, and touches nothing. */
class ReadOnlyTest {
  private static final char[] PASSWORD = "ignored".toCharArray();
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static KeyStore store;
  private static Key key;
  private static X509Certificate certificate;

  @BeforeAll
  static void start() throws Exception {
    store = TestKms.keyStore(kms.provider());
    key = store.getKey("ecc-nist-p256", null);
    certificate = new TestCertificates().issue(kms, "ecc-nist-p256");
  }

  @Test
  void changesAreRefused() {
    Certificate[] chain = {certificate};
    kms.local().calls().clear();
    assertRefused(() -> store.setKeyEntry("x", key, PASSWORD, chain));
    assertRefused(() -> store.setKeyEntry("x", new byte[1], chain));
    assertRefused(() -> store.setCertificateEntry("x", certificate));
    assertRefused(() -> store.deleteEntry("ecc-nist-p256"));
    assertRefused(() -> store.deleteEntry("no-such-entry"));
    assertRefused(
        () -> store.setEntry("x", new KeyStore.TrustedCertificateEntry(certificate), null));
    assertEquals(0, kms.local().calls().count());
  }

  private static void assertRefused(Executable change) {
    KeyStoreException e = assertThrowsExactly(KeyStoreException.class, change);
    assertThat(e).hasMessageContaining("read-only").hasMessageContaining("edit the keystore file");
  }

  @Test
  void storingIsRefused() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (IOException e :
        new IOException[] {
          assertThrowsExactly(IOException.class, () -> store.store(out, PASSWORD)),
          assertThrowsExactly(IOException.class, () -> store.store(null)),
          assertThrowsExactly(
              IOException.class, () -> store.store(() -> new KeyStore.PasswordProtection(null)))
        }) {
      assertThat(e).hasMessageContaining("read-only");
    }
    assertEquals(0, out.size());
  }

  @Test
  void notLoadedIsTheKeyStoresOwnError() throws Exception {
    KeyStore fresh = KeyStore.getInstance("AWSKMS", kms.provider());
    assertThrowsExactly(KeyStoreException.class, fresh::aliases);
    assertThrowsExactly(KeyStoreException.class, () -> fresh.getKey("x", null));
  }
}
