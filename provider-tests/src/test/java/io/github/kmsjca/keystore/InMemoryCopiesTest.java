package io.github.kmsjca.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PKCS12Attribute;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The type {@code AWSKMS-PKCS12} with keys that have no bytes: all of KeyStore's API sees them, KMS
 * sees nothing, and no file gets less than there was.
 */
class InMemoryCopiesTest {
  private static final String TYPE = "AWSKMS-PKCS12";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final KeyStore.PasswordProtection PROTECTION =
      new KeyStore.PasswordProtection(PASSWORD);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Provider provider;
  private static TestCertificates authority;
  private static PrivateKey handle;
  private static Certificate[] chain;
  private static KeyPair software;
  private static Certificate[] softwareChain;

  private KeyStore store;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    authority = new TestCertificates();
    handle = TestKms.key(provider, "ecc-nist-p256");
    chain = new Certificate[] {authority.issue(kms, "ecc-nist-p256"), authority.ca()};
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    software = generator.generateKeyPair();
    softwareChain = new Certificate[] {leaf(software.getPublic()), authority.ca()};
  }

  private static X509Certificate leaf(PublicKey key) throws Exception {
    return authority.issue(new X500Principal("CN=software"), key);
  }

  @BeforeEach
  void emptyStore() throws Exception {
    store = KeyStore.getInstance(TYPE, provider);
    kms.local().calls().clear();
    store.load(null, null);
  }

  private static KeyStore platform(String type) throws Exception {
    KeyStore platform = KeyStore.getInstance(type, "SUN");
    platform.load(null, null);
    return platform;
  }

  @Test
  void isEmptyAtFirst() throws Exception {
    assertEquals(0, store.size());
    assertFalse(store.aliases().hasMoreElements());
    assertNull(store.getKey("ecc-nist-p256", null));
    assertFalse(store.containsAlias("ecc-nist-p256"));
    assertEquals(0, kms.local().calls().count());
  }

  /** What Vert.x, Netty and others do: a platform's store fails here. */
  @Test
  void aHandleIsKeptAsItIs() throws Exception {
    KeyStoreException refused =
        assertThrows(
            KeyStoreException.class,
            () -> platform("PKCS12").setKeyEntry("key", handle, PASSWORD, chain));
    assertThat(refused).hasMessageContaining("Key protection algorithm not found");

    store.setKeyEntry("Key", handle, PASSWORD, chain);
    for (String name : new String[] {"Key", "key", "0.0.key", "17.1.KEY"}) {
      assertSame(handle, store.getKey(name, "another".toCharArray()));
      assertArrayEquals(chain, store.getCertificateChain(name));
      assertEquals(chain[0], store.getCertificate(name));
      assertTrue(store.containsAlias(name));
      assertTrue(store.isKeyEntry(name));
      assertFalse(store.isCertificateEntry(name));
      assertNotNull(store.getCreationDate(name));
      assertTrue(store.entryInstanceOf(name, KeyStore.PrivateKeyEntry.class));
      assertFalse(store.entryInstanceOf(name, KeyStore.SecretKeyEntry.class));
      assertFalse(store.entryInstanceOf(name, KeyStore.TrustedCertificateEntry.class));
      assertSame(handle, privateKeyEntry(name, PROTECTION).getPrivateKey());
      assertArrayEquals(chain, privateKeyEntry(name, null).getCertificateChain());
    }
    assertThat(Collections.list(store.aliases())).containsExactly("key");
    assertEquals("key", store.getCertificateAlias(chain[0]));
    assertNull(store.getCertificateAlias(chain[1]));
    assertEquals(1, store.size());
    store.deleteEntry("KEY");
    assertEquals(0, store.size());
    assertNull(store.getKey("0.0.key", null));
    assertEquals(0, kms.local().calls().count());
  }

  private KeyStore.PrivateKeyEntry privateKeyEntry(
      String alias, KeyStore.ProtectionParameter protection) throws Exception {
    return (KeyStore.PrivateKeyEntry) store.getEntry(alias, protection);
  }

  @Test
  void entriesKeepTheirAttributes() throws Exception {
    Set<KeyStore.Entry.Attribute> attributes =
        Set.of(new PKCS12Attribute("1.3.6.1.4.1.99999.1", "of mine"));
    store.setEntry("private", new KeyStore.PrivateKeyEntry(handle, chain, attributes), PROTECTION);
    SecretKey secret = (SecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    store.setEntry("secret", new KeyStore.SecretKeyEntry(secret, attributes), null);
    assertEquals(attributes, store.getEntry("private", null).getAttributes());
    if (Runtime.version().feature() >= 18) {
      Method asked = KeyStore.class.getMethod("getAttributes", String.class);
      assertEquals(attributes, asked.invoke(store, "private"));
      assertEquals(Set.of(), asked.invoke(store, "none"));
      store.setEntry(
          "soft",
          new KeyStore.PrivateKeyEntry(software.getPrivate(), softwareChain, attributes),
          PROTECTION);
      assertThat((Set<?>) asked.invoke(store, "soft")).isNotEmpty(); // the platform adds some
    }
    KeyStore.Entry entry = store.getEntry("secret", PROTECTION);
    assertEquals(attributes, entry.getAttributes());
    assertSame(secret, ((KeyStore.SecretKeyEntry) entry).getSecretKey());
    assertTrue(store.entryInstanceOf("secret", KeyStore.SecretKeyEntry.class));
    assertNull(store.getCertificateChain("secret"));
    assertNull(store.getCertificate("secret"));
  }

  /** Of another provider instance, and of nobody that we know: no bytes is no bytes. */
  @Test
  void anyKeyWithoutBytes() throws Exception {
    PrivateKey others = TestKms.key(kms.provider("name", "Other"), "rsa-2048");
    store.setKeyEntry("other", others, null, new Certificate[] {authority.issue(kms, "rsa-2048")});
    assertSame(others, store.getKey("other", null));
    PrivateKey token = new TokenKey();
    store.setKeyEntry("token", token, null, softwareChain);
    assertSame(token, store.getKey("token", null));
    IOException refused =
        assertThrows(IOException.class, () -> store.store(new ByteArrayOutputStream(), PASSWORD));
    assertThat(refused).hasMessageContaining("'other'").hasMessageContaining(kms.arn("rsa-2048"));
  }

  /** A key of some device, as PKCS #11 has them. */
  private static final class TokenKey implements PrivateKey {
    private static final long serialVersionUID = 1L;

    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public String getFormat() {
      return null;
    }

    @Override
    public byte[] getEncoded() {
      return null;
    }
  }

  /** The later of two entries of one name is there, whichever of both kinds it is. */
  @Test
  void eachTakesThePlaceOfTheOther() throws Exception {
    store.setKeyEntry("a", software.getPrivate(), PASSWORD, softwareChain);
    store.setKeyEntry("A", handle, PASSWORD, chain);
    assertEquals(1, store.size());
    assertSame(handle, store.getKey("a", PASSWORD));
    store.setKeyEntry("a", software.getPrivate(), PASSWORD, softwareChain);
    assertEquals(1, store.size());
    assertEquals(software.getPrivate(), store.getKey("a", PASSWORD));
    store.setEntry("a", new KeyStore.PrivateKeyEntry(handle, chain), PROTECTION);
    store.setEntry(
        "A", new KeyStore.PrivateKeyEntry(software.getPrivate(), softwareChain), PROTECTION);
    assertEquals(1, store.size());
    assertEquals(software.getPrivate(), store.getKey("a", PASSWORD));
    store.setCertificateEntry("ca", authority.ca());
    store.setKeyEntry("ca", handle, PASSWORD, chain);
    assertTrue(store.isKeyEntry("ca"));
    assertFalse(store.isCertificateEntry("ca"));
    assertEquals(2, store.size());
  }

  @Test
  void aCertificateTakesNoKeysPlace() throws Exception {
    store.setKeyEntry("key", handle, PASSWORD, chain);
    assertThrows(KeyStoreException.class, () -> store.setCertificateEntry("KEY", authority.ca()));
    assertThrows(
        KeyStoreException.class,
        () -> store.setEntry("key", new KeyStore.TrustedCertificateEntry(authority.ca()), null));
    assertSame(handle, store.getKey("key", null));
  }

  /** An entry of its own comes before what a key manager's name would mean. */
  @Test
  void itsOwnNameComesFirst() throws Exception {
    store.setKeyEntry("web", handle, PASSWORD, chain);
    store.setKeyEntry("0.0.web", software.getPrivate(), PASSWORD, softwareChain);
    assertEquals(software.getPrivate(), store.getKey("0.0.web", PASSWORD));
    assertSame(handle, store.getKey("1.0.web", null));
    assertNull(store.getKey("0.0.0.web", null));
    assertNull(store.getKey("0.web", null));
    assertNull(store.getKey("x.0.web", null));
  }

  @Test
  void storingLosesNothing() throws Exception {
    store.setKeyEntry("soft", software.getPrivate(), PASSWORD, softwareChain);
    store.setKeyEntry("bad\nname" + "x".repeat(500), handle, PASSWORD, chain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    IOException refused = assertThrows(IOException.class, () -> store.store(out, PASSWORD));
    assertThat(refused)
        .hasMessageStartingWith("nothing was stored: KeyStore entry 'bad namexxx")
        .hasMessageContaining(kms.arn("ecc-nist-p256"));
    assertThat(refused.getMessage().length()).isLessThan(500);
    assertThrows(
        IOException.class,
        () ->
            store.store(
                new KeyStore.LoadStoreParameter() {
                  @Override
                  public KeyStore.ProtectionParameter getProtectionParameter() {
                    return PROTECTION;
                  }
                }));
    assertEquals(0, out.size());
    assertEquals(2, store.size());

    store.deleteEntry("bad\nname" + "x".repeat(500));
    store.store(out, PASSWORD);
    KeyStore read = platform("PKCS12");
    read.load(new ByteArrayInputStream(out.toByteArray()), PASSWORD);
    assertEquals(software.getPrivate(), read.getKey("soft", PASSWORD));
  }

  /** A key with bytes goes where it always went. */
  @Test
  void softwareKeysAreThePlatforms() throws Exception {
    Key aes = new SecretKeySpec(new byte[16], "AES");
    store.setKeyEntry("aes", aes, PASSWORD, null);
    assertEquals(aes, store.getKey("aes", PASSWORD));
    assertThrows(UnrecoverableKeyException.class, () -> store.getKey("aes", "wrong".toCharArray()));
  }

  /** What was loaded before is gone. */
  @Test
  void loadingStartsAnew() throws Exception {
    store.setKeyEntry("key", handle, PASSWORD, chain);
    store.load(null, null);
    assertEquals(0, store.size());
  }

  /** Trust stores go on when a provider is closed. */
  @Test
  void worksAfterClosing() throws Exception {
    Provider closed = kms.provider();
    KeyStore before = KeyStore.getInstance(TYPE, closed);
    before.load(null, null);
    ((AutoCloseable) closed).close();
    before.setCertificateEntry("ca", authority.ca());
    assertEquals(authority.ca(), before.getCertificate("ca"));
    KeyStore after = KeyStore.getInstance(TYPE, closed);
    after.load(null, null);
    assertEquals(0, after.size());
  }
}
