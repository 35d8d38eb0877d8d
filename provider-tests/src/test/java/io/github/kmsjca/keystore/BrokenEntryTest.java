package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** One store with every kind of broken entry: the good ones do not suffer. */
class BrokenEntryTest {
  private static final String GOOD = "good";
  private static final String BARE = "bare";
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestCertificates authority;
  private static X509Certificate leaf;
  private static KeyStore store;

  @BeforeAll
  static void start() throws Exception {
    authority = new TestCertificates();
    leaf = authority.issue(kms, "ecc-nist-p256");
    String doomed = kms.create("doomed", "ECC_NIST_P256", "SIGN_VERIFY");
    X509Certificate certificateOfDoomed = authority.issue(kms, "doomed");
    try (KmsClient admin = kms.sdk()) {
      admin.scheduleKeyDeletion(r -> r.keyId(doomed));
    }
    String text =
        TestCertificates.FIRST_LINE
            + "alias: pem\n-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n\n"
            + entry("doomed", doomed, certificateOfDoomed)
            + entry("unknown", "alias/no-such-alias", leaf)
            + entry("other-key", kms.arn("ecc-nist-p384"), leaf)
            + entry("foreign", kms.arn("rsa-2048").replace("000000000000", "999988887777"), leaf)
            + entry(GOOD, kms.arn("ecc-nist-p256"), leaf, authority.ca())
            + entry(BARE, kms.arn("rsa-2048"));
    store = TestCertificates.load(kms.provider(), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pem", "doomed", "unknown", "other-key", "foreign"})
  void brokenOne(String alias) throws Exception {
    assertTrue(store.containsAlias(alias));
    assertFalse(store.isKeyEntry(alias), "JSSE passes it over");
    assertFalse(store.isCertificateEntry(alias));
    assertFalse(store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class));
    for (int i = 0; i < 2; i++) {
      UnrecoverableKeyException e =
          assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(alias, null));
      assertThat(e).hasMessageContaining("'" + alias + "'");
    }
    assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getEntry(alias, null));
  }

  @Test
  void certificateOfAnotherKeyIsToldByBothFingerprints() throws Exception {
    KmsPrivateKey p384 = (KmsPrivateKey) TestKms.key(kms.provider(), "ecc-nist-p384");
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("other-key", null));
    assertThat(e.getMessage())
        .contains(
            "'other-key'",
            p384.arn(),
            fingerprint(p384.publicKey()),
            fingerprint(leaf.getPublicKey()));
  }

  private static String fingerprint(PublicKey key) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
    return "SHA-256:" + HexFormat.of().formatHex(digest);
  }

  @Test
  void goodOneIsWhole() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) store.getKey(GOOD, null);
    assertEquals(kms.arn("ecc-nist-p256"), key.arn());
    assertTrue(store.isKeyEntry(GOOD));
    assertTrue(store.entryInstanceOf(GOOD, KeyStore.PrivateKeyEntry.class));
    assertFalse(store.entryInstanceOf(GOOD, KeyStore.TrustedCertificateEntry.class));
    assertFalse(store.entryInstanceOf(GOOD, KeyStore.SecretKeyEntry.class));
    X509Certificate[] chain = {leaf, authority.ca()};
    assertArrayEquals(chain, store.getCertificateChain(GOOD));
    assertEquals(leaf, store.getCertificate(GOOD));
    assertEquals(leaf.getNotBefore(), store.getCreationDate(GOOD));
    KeyStore.PrivateKeyEntry entry = (KeyStore.PrivateKeyEntry) store.getEntry(GOOD, null);
    assertEquals(key, entry.getPrivateKey());
    assertArrayEquals(chain, entry.getCertificateChain());
    Map<String, String> attributes =
        entry.getAttributes().stream()
            .collect(Collectors.toMap(KeyStore.Entry.Attribute::getName, a -> a.getValue()));
    assertEquals(
        Map.of(
            "aws.kms.arn", key.arn(),
            "aws.kms.keySpec", "ECC_NIST_P256",
            "aws.kms.keyUsage", "SIGN_VERIFY"),
        attributes);
  }

  /** By the file's order, as the contract has it: the first whose leaf it is. */
  @Test
  void certificateLeadsToItsEntry() throws Exception {
    assertEquals("unknown", store.getCertificateAlias(leaf));
    assertNull(store.getCertificateAlias(authority.ca()));
  }

  @Test
  void bareKeyHasNoChain() throws Exception {
    assertEquals(kms.arn("rsa-2048"), ((KmsPrivateKey) store.getKey(BARE, null)).arn());
    assertTrue(store.isKeyEntry(BARE));
    assertNull(store.getCertificateChain(BARE));
    assertNull(store.getCertificate(BARE));
    assertFalse(store.entryInstanceOf(BARE, KeyStore.PrivateKeyEntry.class));
    assertThat(store.getCreationDate(BARE)).isNotNull();
    KeyStoreException e =
        assertThrowsExactly(KeyStoreException.class, () -> store.getEntry(BARE, null));
    assertThat(e.getMessage())
        .contains("'bare'", kms.arn("rsa-2048"), "no certificate chain", "selfSigned=true");
  }

  @Test
  void allAreListed() throws Exception {
    assertEquals(7, store.size());
    assertThat(Collections.list(store.aliases()))
        .containsExactly("pem", "doomed", "unknown", "other-key", "foreign", GOOD, BARE);
  }

  /** What JSSE does with a store: at init, or with each handshake. */
  @ParameterizedTest
  @ValueSource(strings = {"SunX509", "PKIX"})
  void keyManagersFindTheGoodOne(String algorithm) throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm);
    factory.init(store, "ignored".toCharArray());
    X509KeyManager manager = (X509KeyManager) factory.getKeyManagers()[0];
    String alias = manager.chooseServerAlias("EC", null, null);
    assertThat(alias).endsWith(GOOD);
    assertEquals(leaf, manager.getCertificateChain(alias)[0]);
    assertEquals(kms.arn("ecc-nist-p256"), ((KmsPrivateKey) manager.getPrivateKey(alias)).arn());
  }

  @Test
  void passwordsAreIgnored() throws Exception {
    Provider provider = kms.provider();
    KeyStore other = KeyStore.getInstance("AWSKMS", provider);
    other.load(null, "anything".toCharArray());
    assertEquals(
        other.getKey("rsa-2048", null), other.getKey("rsa-2048", "something else".toCharArray()));
    assertEquals(
        store.getKey(GOOD, null),
        ((KeyStore.PrivateKeyEntry)
                store.getEntry(GOOD, new KeyStore.PasswordProtection("x".toCharArray())))
            .getPrivateKey());
  }
}
