package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.entry;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** What programs and keytool change: shown at once, kept by storing, and no key is ever touched. */
class WritingTest {
  private static final String ALIAS = "ecc-nist-p256";
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static TestCertificates ca;
  private static X509Certificate certificate;
  @TempDir Path directory;
  private Path file;

  @BeforeAll
  static void start() throws Exception {
    ca = new TestCertificates();
    certificate = ca.issue(kms, ALIAS);
  }

  @BeforeEach
  void emptyFile() throws IOException {
    file = Files.writeString(directory.resolve("store.pem"), TestCertificates.FIRST_LINE);
    kms.local().calls().clear();
  }

  private Provider withFile(String... settings) {
    String[] all = new String[settings.length + 2];
    all[0] = "certificates";
    all[1] = file.toString();
    System.arraycopy(settings, 0, all, 2, settings.length);
    return kms.provider(all);
  }

  private KeyStore store(String... settings) throws Exception {
    return TestKms.keyStore(withFile(settings));
  }

  private static X509Certificate[] chain(KeyStore store, String alias) throws Exception {
    Certificate[] chain = store.getCertificateChain(alias);
    return chain == null
        ? new X509Certificate[0]
        : java.util.Arrays.copyOf(chain, chain.length, X509Certificate[].class);
  }

  private String holder(String alias) {
    try (KmsClient sdk = kms.sdk()) {
      return sdk.describeKey(r -> r.keyId("alias/" + alias)).keyMetadata().arn();
    }
  }

  private static PrivateKey key(KeyStore store, String alias) throws Exception {
    return (PrivateKey) store.getKey(alias, null);
  }

  @Test
  void aChainIsAttachedAndStored() throws Exception {
    KeyStore store = store();
    store.setKeyEntry(ALIAS, key(store, ALIAS), null, new Certificate[] {certificate, ca.ca()});
    assertThat(chain(store, ALIAS)).containsExactly(certificate, ca.ca());
    assertThat(store.getCertificateAlias(certificate)).isEqualTo(ALIAS);
    assertThat(store.entryInstanceOf(ALIAS, KeyStore.PrivateKeyEntry.class)).isTrue();
    assertThat(Files.readString(file)).isEqualTo(TestCertificates.FIRST_LINE);
    store.store(null, null);
    assertThat(Files.readString(file))
        .isEqualTo(
            "# AWSKMS keystore 1\n\nalias: "
                + ALIAS
                + "\n"
                + TestCertificates.pem(certificate, ca.ca()));
    assertThat(chain(store, ALIAS)).containsExactly(certificate, ca.ca());
    assertThat(chain(store(), ALIAS)).containsExactly(certificate, ca.ca());
    kms.assertCalls(0, "CreateAlias");
    kms.assertCalls(0, "UpdateAlias");
  }

  @Test
  void aNewNameIsOfTheFile() throws Exception {
    KeyStore store = store();
    store.setKeyEntry("anew", key(store, ALIAS), null, new Certificate[] {certificate});
    store.store(null, null);
    assertThat(Files.readString(file)).contains("alias: anew\nkey: " + kms.arn(ALIAS) + "\n");
    KeyStore again = store();
    assertThat(again.getKey("anew", null)).isEqualTo(again.getKey(ALIAS, null));
    kms.assertCalls(0, "CreateAlias");
  }

  @Test
  void aNewNameBecomesAnAliasToo() throws Exception {
    KeyStore store = store("nameKeys", "true");
    store.setKeyEntry("aliased", key(store, ALIAS), null, new Certificate[] {certificate});
    store.store(null, null);
    kms.assertCalls(1, "CreateAlias");
    assertThat(holder("aliased")).isEqualTo(kms.arn(ALIAS));
    assertThat(Files.readString(file)).contains("alias: aliased\nkey: " + kms.arn(ALIAS) + "\n");
    // The same once more changes nothing in KMS.
    KeyStore again = store("nameKeys", "true");
    again.setKeyEntry("aliased", key(again, "aliased"), null, new Certificate[] {certificate});
    again.store(null, null);
    kms.assertCalls(0, "UpdateAlias");
    assertThat(again.getKey("aliased", null)).isEqualTo(again.getKey(ALIAS, null));
  }

  /** Names that KMS could not have are names of entries all the same. */
  @Test
  void aNameThatIsNoAliasIsInTheFileOnly() throws Exception {
    KeyStore store = store();
    store.setKeyEntry("My Web Server", key(store, ALIAS), null, new Certificate[] {certificate});
    store.store(null, null);
    assertThat(chain(store(), "My Web Server")).containsExactly(certificate);
    kms.assertCalls(0, "CreateAlias");
  }

  @Test
  void anAliasOfAnotherKeyIsMovedOnlyWhereThatIsWanted() throws Exception {
    String other = kms.create("moving", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    KeyStore store = TestKms.keyStore(kms.provider());
    store.setKeyEntry("moving", store.getKey(TestKms.SYMMETRIC, null), null, null);
    assertThatThrownBy(() -> store.store(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(other)
        .hasMessageContaining("moveAliases=true");
    assertThat(holder("moving")).isEqualTo(other);
    KeyStore moving = TestKms.keyStore(kms.provider("moveAliases", "true"));
    moving.setKeyEntry("moving", moving.getKey(TestKms.SYMMETRIC, null), null, null);
    assertThat(holder("moving")).isEqualTo(other);
    moving.store(null, null);
    assertThat(holder("moving")).isEqualTo(kms.arn(TestKms.SYMMETRIC));
    assertThat(moving.getKey("moving", null)).isEqualTo(moving.getKey(TestKms.SYMMETRIC, null));
  }

  @Test
  void aSecretKeyGetsANameWithoutAFile() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    Key symmetric = store.getKey(TestKms.SYMMETRIC, null);
    store.setKeyEntry("another-name", symmetric, null, null);
    assertThat(store.getKey("another-name", null)).isEqualTo(symmetric);
    store.store(null, null); // nothing to keep but what is in KMS
    assertThat(TestKms.keyStore(kms.provider()).getKey("another-name", null)).isNotNull();
    assertThatThrownBy(
            () -> store.setKeyEntry("x", symmetric, null, new Certificate[] {certificate}))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("symmetric");
  }

  @Test
  void whatDoesNotFitIsRefused() throws Exception {
    KeyStore store = store();
    PrivateKey key = key(store, ALIAS);
    Certificate[] other = {ca.issue(kms, "rsa-2048")};
    assertThatThrownBy(() -> store.setKeyEntry(ALIAS, key, null, other))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("SHA-256:");
    Certificate[] wrongOrder = {certificate, certificate};
    assertThatThrownBy(() -> store.setKeyEntry(ALIAS, key, null, wrongOrder))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("leaf first");
    PrivateKey foreign = TestKms.key(kms.provider("name", "Another"), ALIAS);
    assertThatThrownBy(
            () -> store.setKeyEntry(ALIAS, foreign, null, new Certificate[] {certificate}))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("Another");
    assertThatThrownBy(() -> store.setKeyEntry(ALIAS, new byte[9], new Certificate[] {certificate}))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("no key material");
    assertThatThrownBy(() -> store.setKeyEntry("x", (Key) null, null, null))
        .isInstanceOf(KeyStoreException.class);
    assertThat(store.getCertificateChain(ALIAS)).isNull();
    store.store(null, null);
    assertThat(Files.readString(file).strip()).isEqualTo("# AWSKMS keystore 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " x", "x ", "a\nkey: b", "a\rb", "a\u0085b", "\ud800"})
  void namesAreOneLine(String name) throws Exception {
    KeyStore store = store();
    PrivateKey key = key(store, ALIAS);
    assertThatThrownBy(() -> store.setKeyEntry(name, key, null, new Certificate[] {certificate}))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("one line");
  }

  @Test
  void softwareKeysAreNotImportedUnasked() throws Exception {
    KeyStore store = store();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    Certificate[] chain = {ca.issue(new X500Principal("CN=software"), pair.getPublic())};
    kms.local().calls().clear();
    assertThatThrownBy(() -> store.setKeyEntry("software", pair.getPrivate(), null, chain))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("import=true");
    assertThatThrownBy(
            () -> store.setKeyEntry("aes", new SecretKeySpec(new byte[32], "AES"), null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("import=true");
    kms.assertCalls(0, "CreateKey");
    kms.assertCalls(0, "CreateAlias");
  }

  @Test
  void trustedCertificates() throws Exception {
    KeyStore store = store();
    assertThatThrownBy(() -> store.setCertificateEntry("root", ca.ca()))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("trust=true")
        .hasMessageContaining("AWSKMS-PKCS12");
    KeyStore trusting = store("trust", "true");
    trusting.setCertificateEntry("root", ca.ca());
    assertThat(trusting.isCertificateEntry("root")).isTrue();
    assertThatThrownBy(() -> trusting.setCertificateEntry(ALIAS, ca.ca()))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("entry of a key");
    assertThatThrownBy(() -> trusting.setCertificateEntry("none", null))
        .isInstanceOf(KeyStoreException.class);
    trusting.store(null, null);
    assertThat(store("trust", "true").getCertificate("root")).isEqualTo(ca.ca());
    // Whoever does not trust it does not lose it for the others.
    KeyStore unaware = store();
    assertThat(unaware.containsAlias("root")).isFalse();
    unaware.setKeyEntry(ALIAS, key(unaware, ALIAS), null, new Certificate[] {certificate});
    unaware.store(null, null);
    assertThat(store("trust", "true").getCertificate("root")).isEqualTo(ca.ca());
  }

  @Test
  void deletingTouchesTheFileOnly() throws Exception {
    Files.writeString(
        file,
        TestCertificates.FIRST_LINE
            + entry("named", kms.arn(ALIAS), certificate)
            + entry("kept", kms.arn("rsa-2048")));
    KeyStore store = store();
    store.deleteEntry("named");
    assertThat(store.containsAlias("named")).isFalse();
    assertThatThrownBy(() -> store.deleteEntry(ALIAS))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("deletes neither keys nor KMS aliases");
    store.deleteEntry("no-such-entry");
    store.store(null, null);
    assertThat(Files.readString(file)).doesNotContain("named").contains("kept");
    kms.assertCalls(0, "DeleteAlias");
    kms.assertCalls(0, "ScheduleKeyDeletion");
    assertThat(holder(ALIAS)).isEqualTo(kms.arn(ALIAS));
  }

  /** A key that the settings name stays, and loses the chain that it was given. */
  @Test
  void deletingWhatWasNotStored() throws Exception {
    KeyStore store = store("keys", ALIAS);
    store.setKeyEntry(ALIAS, key(store, ALIAS), null, new Certificate[] {certificate});
    store.deleteEntry(ALIAS);
    assertThat(store.getCertificateChain(ALIAS)).isNull();
    assertThat(store.containsAlias(ALIAS)).isTrue();
    assertThatThrownBy(() -> store.deleteEntry(ALIAS)).isInstanceOf(KeyStoreException.class);
  }

  @Test
  void streamsComeBackAsTheyWere() throws Exception {
    String text =
        TestCertificates.FIRST_LINE
            + entry("web", kms.arn(ALIAS), certificate, ca.ca())
            + "alias: rsa-2048\n";
    Provider provider = kms.provider();
    KeyStore store = TestCertificates.load(provider, text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, "ignored".toCharArray());
    assertThat(out.toString(UTF_8).strip()).isEqualTo(text.strip());
    store.deleteEntry("web");
    store.setKeyEntry(
        "rsa-2048", key(store, "rsa-2048"), null, new Certificate[] {ca.issue(kms, "rsa-2048")});
    out.reset();
    store.store(out, null);
    KeyStore again = TestCertificates.load(provider, out.toString(UTF_8));
    assertThat(Collections.list(again.aliases())).containsExactly("rsa-2048");
    assertThat(again.getCertificateChain("rsa-2048")).hasSize(1);
    assertThatThrownBy(() -> store.store(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no keystore file");
  }

  @Test
  void whatCannotBeReadIsNotLost() throws Exception {
    Files.writeString(file, TestCertificates.FIRST_LINE + "alias: broken\nkye: typo\n\n");
    KeyStore store = store();
    store.setKeyEntry(ALIAS, key(store, ALIAS), null, new Certificate[] {certificate});
    String before = Files.readString(file);
    assertThatThrownBy(() -> store.store(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'broken'")
        .hasMessageContaining("kye");
    assertThat(Files.readString(file)).isEqualTo(before);
    store.deleteEntry("broken");
    store.store(null, null);
    assertThat(chain(store(), ALIAS)).containsExactly(certificate);
  }

  /** Two programs, or two people, at one file: each keeps what the other did. */
  @Test
  void whatOthersWroteMeanwhileStays() throws Exception {
    KeyStore one = store();
    KeyStore two = store();
    one.setKeyEntry("one", key(one, ALIAS), null, new Certificate[] {certificate});
    two.setKeyEntry("two", key(two, ALIAS), null, new Certificate[] {certificate});
    one.store(null, null);
    two.store(null, null);
    assertThat(Collections.list(store("keys", ALIAS).aliases())).contains("one", "two", ALIAS);
  }

  @Test
  void theFileIsReplacedAsAWhole() throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path link = Files.createSymbolicLink(directory.resolve("link.pem"), file);
    KeyStore store = TestKms.keyStore(kms.provider("certificates", link.toString()));
    store.setKeyEntry(ALIAS, key(store, ALIAS), null, new Certificate[] {certificate});
    store.store(null);
    assertThat(link).isSymbolicLink();
    assertThat(chain(store(), ALIAS)).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aProgramNamesTheFile() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    store.setKeyEntry(ALIAS, key(store, ALIAS), null, new Certificate[] {certificate});
    assertThatThrownBy(() -> store.store(() -> new KeyStore.PasswordProtection(null)))
        .isInstanceOf(IOException.class);
    store.store(KmsKeyStoreParameter.builder().certificates(file).build());
    assertThat(chain(store(), ALIAS)).containsExactly(certificate);
  }

  /** What is in that file already, and is not in this KeyStore, would be lost. */
  @Test
  void anotherFileIsNotOverwritten() throws Exception {
    Path other = directory.resolve("other.pem");
    KeyStore store = store();
    store.setKeyEntry(ALIAS, key(store, ALIAS), null, new Certificate[] {certificate});
    KmsKeyStoreParameter parameter = KmsKeyStoreParameter.builder().certificates(other).build();
    Files.writeString(other, "something else");
    assertThatThrownBy(() -> store.store(parameter)).isInstanceOf(IOException.class);
    Files.writeString(other, TestCertificates.FIRST_LINE + entry("theirs", kms.arn(ALIAS)));
    assertThatThrownBy(() -> store.store(parameter))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'theirs'");
    // Its own file by that way is the same as without saying.
    store.store(KmsKeyStoreParameter.builder().certificates(file).build());
    assertThat(Files.readString(other)).contains("theirs");
    Files.writeString(file, TestCertificates.FIRST_LINE);
    KeyStore next = store();
    assertThat(next.getCertificateChain(ALIAS)).isNull();
  }

  /** Names come from programs, too, and a line break in one would be an entry of its own. */
  @Test
  void whatWouldBeReadOtherwiseIsNotWritten() throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider());
    store.load(
        KmsKeyStoreParameter.builder()
            .key("t1\n\nalias: web\nkey: alias/other", "alias/" + ALIAS, certificate)
            .build());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> store.store(out, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not be read as it is");
    assertThat(out.size()).isZero();
  }

  @Test
  void aHiddenTrustAnchorIsLeftAlone() throws Exception {
    KeyStore trusting = store("trust", "true");
    trusting.setCertificateEntry("root", ca.ca());
    trusting.store(null, null);
    KeyStore unaware = store();
    PrivateKey key = key(unaware, ALIAS);
    assertThatThrownBy(
            () -> unaware.setKeyEntry("root", key, null, new Certificate[] {certificate}))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("hidden");
    assertThatThrownBy(() -> unaware.deleteEntry("root")).isInstanceOf(KeyStoreException.class);
    kms.assertCalls(0, "CreateAlias");
  }

  @Test
  void aDeletionNeedsAFileToo() throws Exception {
    KeyStore store =
        TestCertificates.load(
            kms.provider(), TestCertificates.FIRST_LINE + entry("web", kms.arn(ALIAS)));
    store.deleteEntry("web");
    assertThatThrownBy(() -> store.store(null, null)).isInstanceOf(IOException.class);
  }

  /** A bare name is looked for in one Region, so a key elsewhere gets no alias. */
  @Test
  void keysOfAnotherRegionGetNoAlias() throws Exception {
    String arn = kms.local().createKey("eu-west-1", "HMAC_256", "GENERATE_VERIFY_MAC");
    KeyStore store = store();
    store.setKeyEntry("elsewhere", store.getKey(arn, null), null, null);
    store.store(null, null);
    kms.assertCalls(0, "CreateAlias");
    assertThat(Files.readString(file)).contains("alias: elsewhere\nkey: " + arn);
  }

  @Test
  void entriesAsObjects() throws Exception {
    KeyStore store = store();
    store.setEntry(
        ALIAS,
        new KeyStore.PrivateKeyEntry(key(store, ALIAS), new Certificate[] {certificate}),
        new KeyStore.PasswordProtection("ignored".toCharArray()));
    assertThat(chain(store, ALIAS)).containsExactly(certificate);
    assertThatThrownBy(
            () -> store.setEntry("x", new KeyStore.TrustedCertificateEntry(ca.ca()), null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("trust=true");
    assertThatThrownBy(() -> store.setEntry("x", new KeyStore.Entry() {}, null))
        .isInstanceOf(KeyStoreException.class);
  }

  @Test
  void aNameOutOfScopeIsRefused() throws Exception {
    KeyStore store = store("keys", ALIAS, "nameKeys", "true");
    store.setKeyEntry("not-listed", key(store, ALIAS), null, new Certificate[] {certificate});
    assertThatThrownBy(() -> store.store(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside the scope");
    kms.assertCalls(0, "CreateAlias");
    assertThat(Files.readString(file)).isEqualTo(TestCertificates.FIRST_LINE);
    // The file may call a key in the scope what it likes.
    KeyStore local = store("keys", ALIAS);
    local.setKeyEntry("not-listed", key(local, ALIAS), null, new Certificate[] {certificate});
    local.store(null, null);
    assertThat(((KmsKey) store("keys", ALIAS).getKey("not-listed", null)).arn())
        .isEqualTo(kms.arn(ALIAS));
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    KeyStore store = store("keys", ALIAS);
    PrivateKey key = key(store, ALIAS);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<Void> done :
          pool.invokeAll(
              IntStream.range(0, 40)
                  .<Callable<Void>>mapToObj(
                      i ->
                          () -> {
                            store.setKeyEntry(
                                "entry " + i, key, null, new Certificate[] {certificate});
                            store.store(null, null);
                            return null;
                          })
                  .toList())) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
    KeyStore again = store("keys", ALIAS);
    for (int i = 0; i < 40; i++) {
      assertThat(again.getCertificateChain("entry " + i)).as("entry " + i).hasSize(1);
    }
  }

  @Test
  void notLoadedIsTheKeyStoresOwnError() throws Exception {
    KeyStore fresh = KeyStore.getInstance("AWSKMS", kms.provider());
    assertThatThrownBy(fresh::aliases).isInstanceOf(KeyStoreException.class);
    assertThatThrownBy(() -> fresh.deleteEntry("x")).isInstanceOf(KeyStoreException.class);
    assertThatThrownBy(() -> fresh.store(null, null)).isInstanceOf(KeyStoreException.class);
  }
}
