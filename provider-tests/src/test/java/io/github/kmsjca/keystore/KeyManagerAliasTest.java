package io.github.kmsjca.keystore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that the JDK's {@code PKIX} key manager has for entries, such as {@code 0.0.web}. */
class KeyManagerAliasTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  private static Provider provider;
  private static String web;
  private static String other;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    TestCertificates authority = new TestCertificates();
    X509Certificate leaf = authority.issue(kms, "ecc-nist-p256");
    web = TestCertificates.entry("web", kms.arn("ecc-nist-p256"), leaf);
    other =
        TestCertificates.entry("0.0.web", kms.arn("rsa-2048"), authority.issue(kms, "rsa-2048"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.web", "1.0.web", "4711.12.web"})
  void findsTheEntry(String alias) throws Exception {
    KeyStore store = TestCertificates.load(provider, TestCertificates.FIRST_LINE + web);
    assertTrue(store.containsAlias(alias));
    assertTrue(store.isKeyEntry(alias));
    assertFalse(store.isCertificateEntry(alias));
    assertTrue(store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class));
    assertNotNull(store.getKey(alias, null));
    assertEquals(store.getKey("web", null), store.getKey(alias, null));
    assertArrayEquals(store.getCertificateChain("web"), store.getCertificateChain(alias));
    assertEquals(store.getCertificate("web"), store.getCertificate(alias));
    KeyStore.PrivateKeyEntry entry = (KeyStore.PrivateKeyEntry) store.getEntry(alias, null);
    assertEquals(store.getKey("web", null), entry.getPrivateKey());
    assertEquals(1, store.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.web", "0..web", ".0.web", "a.0.web", "0.0.", "0.0.0.web", "0.0.none"})
  void others(String alias) throws Exception {
    KeyStore store = TestCertificates.load(provider, TestCertificates.FIRST_LINE + web);
    assertFalse(store.containsAlias(alias));
    assertNull(store.getKey(alias, null));
    assertNull(store.getEntry(alias, null));
    assertNull(store.getCertificateChain(alias));
  }

  @Test
  void anEntryOfThatNameComesFirst() throws Exception {
    KeyStore store = TestCertificates.load(provider, TestCertificates.FIRST_LINE + web + other);
    assertEquals("RSA", store.getKey("0.0.web", null).getAlgorithm());
    assertEquals("EC", store.getKey("1.0.web", null).getAlgorithm());
  }

  /** No KMS alias has a dot in it, so KMS is asked for the one name only. */
  @Test
  void ofTheAccount() throws Exception {
    KeyStore store = TestKms.keyStore(provider);
    kms.local().calls().clear();
    assertNotNull(store.getKey("0.0.rsa-3072", null));
    assertEquals(1, kms.local().calls().count(), kms.local().calls().all()::toString);
  }

  /** Deleting or setting is about the very name. */
  @Test
  void changesAreOfTheVeryName() throws Exception {
    KeyStore store = TestCertificates.load(provider, TestCertificates.FIRST_LINE + web);
    store.deleteEntry("0.0.web");
    assertTrue(store.containsAlias("web"));
    store.deleteEntry("web");
    assertFalse(store.containsAlias("0.0.web"));
  }
}
