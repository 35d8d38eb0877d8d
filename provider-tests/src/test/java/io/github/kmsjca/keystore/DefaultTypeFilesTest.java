package io.github.kmsjca.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kmsjca.spec.KmsKeyStoreParameter;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The type {@code AWSKMS-PKCS12} with files: the platform's are the platform's, ours are ours. */
class DefaultTypeFilesTest {
  private static final String TYPE = "AWSKMS-PKCS12";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final char[] KEY_PASSWORD = "another".toCharArray();

  @RegisterExtension static final TestKms kms = TestKms.start();

  private static Provider provider;
  private static TestCertificates authority;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    authority = new TestCertificates();
  }

  private static KeyStore load(byte[] file, char... password) throws Exception {
    KeyStore store = KeyStore.getInstance(TYPE, provider);
    store.load(new ByteArrayInputStream(file), password);
    return store;
  }

  private static KeyStore platform(String type, byte[] file, char... password) throws Exception {
    KeyStore store = KeyStore.getInstance(type, "SUN");
    store.load(file == null ? null : new ByteArrayInputStream(file), password);
    return store;
  }

  private static byte[] stored(KeyStore store) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD);
    return out.toByteArray();
  }

  /** A key under a password of its own, and two certificates to be trusted. */
  private static byte[] file(String type) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    X509Certificate leaf = authority.issue(new X500Principal("CN=leaf"), pair.getPublic());
    KeyStore store = platform(type, null);
    store.setKeyEntry(
        "Key", pair.getPrivate(), KEY_PASSWORD, new Certificate[] {leaf, authority.ca()});
    store.setCertificateEntry("CA", authority.ca());
    store.setCertificateEntry("0.0.ca", leaf);
    return stored(store);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void thePlatformsFilesAreAsThePlatformHasThem(String type) throws Exception {
    kms.local().calls().clear();
    byte[] file = file(type);
    KeyStore theirs = platform("PKCS12", file, PASSWORD);
    KeyStore ours = load(file, PASSWORD);
    assertEquals(answers(theirs), answers(ours));
    assertEquals(theirs.size(), ours.size());

    ours.deleteEntry("ca");
    theirs.deleteEntry("ca");
    byte[] again = stored(ours);
    assertArrayEquals(start(file), start(again)); // of the same format, whatever the default is
    assertEquals(answers(theirs), answers(platform(type, again, PASSWORD)));
    assertEquals(0, kms.local().calls().count());
  }

  private static byte[] start(byte[] file) {
    return Arrays.copyOf(file, 2);
  }

  /** What a KeyStore says of these names. */
  private static List<String> answers(KeyStore store) throws Exception {
    List<String> answers = new ArrayList<>();
    for (String alias : new String[] {"Key", "key", "CA", "ca", "0.0.ca", "0.0.key", "none"}) {
      Key key = key(store, alias, KEY_PASSWORD);
      answers.add(
          String.join(
              "|",
              alias,
              String.valueOf(key == null ? null : new BigInteger(key.getEncoded())),
              String.valueOf(outcome(store, alias, PASSWORD)),
              String.valueOf(outcome(store, alias, null)),
              String.valueOf(store.containsAlias(alias)),
              String.valueOf(store.isKeyEntry(alias)),
              String.valueOf(store.isCertificateEntry(alias)),
              String.valueOf(store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)),
              String.valueOf(store.entryInstanceOf(alias, KeyStore.TrustedCertificateEntry.class)),
              String.valueOf(store.getCertificate(alias)),
              Arrays.toString(store.getCertificateChain(alias)),
              String.valueOf(store.getCreationDate(alias) == null)));
    }
    answers.add(Collections.list(store.aliases()).toString());
    answers.add(String.valueOf(store.getCertificateAlias(authority.ca())));
    return answers;
  }

  private static Key key(KeyStore store, String alias, char[] password) throws Exception {
    return store.getKey(alias, password);
  }

  private static String outcome(KeyStore store, String alias, char[] password) {
    try {
      Key key = key(store, alias, password);
      KeyStore.Entry entry =
          store.getEntry(
              alias, password == null ? null : new KeyStore.PasswordProtection(password));
      return (key == null) + " " + (entry == null ? null : entry.getClass());
    } catch (Exception e) {
      return e.toString();
    }
  }

  /** Programs look at the cause to tell a wrong password from a broken file. */
  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void refusalsAreThePlatforms(String type) throws Exception {
    byte[] file = file(type);
    IOException wrong = assertThrows(IOException.class, () -> load(file, KEY_PASSWORD));
    assertThat(wrong).hasCauseInstanceOf(UnrecoverableKeyException.class);
    for (byte[] broken :
        new byte[][] {new byte[0], "# AWSKMS".getBytes(UTF_8), Arrays.copyOf(file, 90)}) {
      Exception theirs = assertThrows(Exception.class, () -> platform("PKCS12", broken, PASSWORD));
      Exception ours = assertThrows(Exception.class, () -> load(broken, PASSWORD));
      assertEquals(theirs.toString(), ours.toString());
    }
  }

  /** Certificates need no password, and so a trust store may be given none. */
  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void withoutAPassword(String type) throws Exception {
    byte[] file = file(type);
    assertEquals(
        Collections.list(platform("PKCS12", file, (char[]) null).aliases()),
        Collections.list(load(file, (char[]) null).aliases()));
  }

  @Test
  void ourFileIsWhatTheTypeAwskmsMakesOfIt() throws Exception {
    X509Certificate leaf = authority.issue(kms, "ecc-nist-p256");
    String text =
        TestCertificates.FIRST_LINE
            + TestCertificates.entry("web", kms.arn("ecc-nist-p256"), leaf, authority.ca());
    KeyStore awskms = TestCertificates.load(provider, text);
    kms.local().calls().clear();
    KeyStore store = load(text.getBytes(UTF_8), PASSWORD);
    assertEquals(0, kms.local().calls().count());
    assertThat(Collections.list(store.aliases())).containsExactly("web");
    PrivateKey key = (PrivateKey) store.getKey("web", null);
    assertEquals(awskms.getKey("web", null), key);
    assertEquals(key, store.getKey("3.0.web", null));
    assertArrayEquals(awskms.getCertificateChain("web"), store.getCertificateChain("web"));
    assertEquals(
        awskms.getEntry("web", null).getAttributes(), store.getEntry("web", null).getAttributes());
    assertNull(store.getKey("WEB", null));
    assertArrayEquals(stored(awskms), stored(store));
  }

  /** What a program says in words of ours is meant for us. */
  @Test
  void ourParameter() throws Exception {
    KeyStore store = KeyStore.getInstance(TYPE, provider);
    store.load(KmsKeyStoreParameter.builder().key("ecc-nist-p256").build());
    assertEquals(TestKms.key(provider, "ecc-nist-p256"), store.getKey("ecc-nist-p256", null));
  }
}
