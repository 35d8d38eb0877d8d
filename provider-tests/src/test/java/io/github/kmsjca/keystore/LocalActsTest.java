package io.github.kmsjca.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Nothing that a program does with a KeyStore changes the account, until it stores. */
class LocalActsTest {
  private static final String ALIAS = "ecc-nist-p256";

  /** What a KeyStore may ask KMS for. */
  private static final Set<String> READING =
      Set.of("GetPublicKey", "DescribeKey", "ListAliases", "ListKeys");

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static TestCertificates ca;
  private static X509Certificate certificate;
  @TempDir Path directory;

  /** A use of a method of KeyStore. */
  @FunctionalInterface
  private interface Use {
    void of(KeyStore store) throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    ca = new TestCertificates();
    certificate = ca.issue(kms, ALIAS);
  }

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  /** Every method that a KeyStore object has on any JDK, but those that store, and get. */
  private static Map<String, Use> uses(Key key) {
    Certificate[] chain = {certificate};
    KeyStore.ProtectionParameter none = new KeyStore.PasswordProtection(new char[0]);
    Map<String, Use> uses = new LinkedHashMap<>();
    uses.put("getProvider", KeyStore::getProvider);
    uses.put("getType", KeyStore::getType);
    uses.put(
        "load",
        store -> {
          store.load(null);
          store.load(KmsKeyStoreParameter.builder().key(ALIAS).build());
          byte[] file = (TestCertificates.FIRST_LINE + "alias: x\n").getBytes(UTF_8);
          store.load(new ByteArrayInputStream(file), null);
          store.load(null, null);
        });
    uses.put(
        "setKeyEntry",
        store -> {
          store.setKeyEntry("new-name", key, null, chain);
          store.setKeyEntry("rsa-2048", key, null, chain);
          Key secret = store.getKey(TestKms.SYMMETRIC, null);
          store.setKeyEntry("new-secret", secret, null, null);
          assertThatThrownBy(() -> store.setKeyEntry("bytes", new byte[9], chain))
              .isInstanceOf(java.security.KeyStoreException.class);
        });
    uses.put(
        "setEntry",
        store ->
            store.setEntry(
                "by-entry", new KeyStore.PrivateKeyEntry((PrivateKey) key, chain), none));
    uses.put("setCertificateEntry", store -> store.setCertificateEntry("root", ca.ca()));
    uses.put(
        "deleteEntry",
        store -> {
          store.setKeyEntry("to-go", key, null, chain);
          store.deleteEntry("to-go");
        });
    uses.put("aliases", KeyStore::aliases);
    uses.put("size", KeyStore::size);
    uses.put("containsAlias", store -> store.containsAlias("rsa-3072"));
    uses.put("isKeyEntry", store -> store.isKeyEntry("new-name"));
    uses.put("isCertificateEntry", store -> store.isCertificateEntry("new-name"));
    uses.put(
        "entryInstanceOf",
        store -> store.entryInstanceOf("new-name", KeyStore.PrivateKeyEntry.class));
    uses.put("getKey", store -> store.getKey("new-name", null));
    uses.put("getEntry", store -> store.getEntry("new-name", none));
    uses.put("getCertificate", store -> store.getCertificate("new-name"));
    uses.put("getCertificateChain", store -> store.getCertificateChain("new-name"));
    uses.put("getCertificateAlias", store -> store.getCertificateAlias(certificate));
    uses.put("getCreationDate", store -> store.getCreationDate("new-name"));
    uses.put(
        "getAttributes",
        store -> {
          if (Runtime.version().feature() >= 18) {
            KeyStore.class.getMethod("getAttributes", String.class).invoke(store, "new-name");
          }
        });
    return uses;
  }

  @TestFactory
  Stream<DynamicTest> noMethodWrites() throws Exception {
    Provider provider = kms.provider("trust", "true", "moveAliases", "true", "nameKeys", "true");
    KeyStore store = TestKms.keyStore(provider);
    Map<String, Use> uses = uses(store.getKey(ALIAS, null));
    Stream<DynamicTest> each =
        uses.entrySet().stream()
            .map(
                use ->
                    DynamicTest.dynamicTest(
                        use.getKey(),
                        () -> {
                          kms.local().calls().clear();
                          use.getValue().of(store);
                          assertThat(writingCalls()).isEmpty();
                        }));
    return Stream.concat(
        each,
        Stream.of(
            DynamicTest.dynamicTest(
                "and these are all",
                () -> {
                  Set<String> methods =
                      Stream.of(KeyStore.class.getDeclaredMethods())
                          .filter(m -> Modifier.isPublic(m.getModifiers()))
                          .filter(m -> !Modifier.isStatic(m.getModifiers()))
                          .map(Method::getName)
                          .collect(Collectors.toCollection(TreeSet::new));
                  methods.remove("store");
                  methods.add("getAttributes");
                  assertThat(uses.keySet()).containsExactlyInAnyOrderElementsOf(methods);
                })));
  }

  private static List<String> writingCalls() {
    return kms.local().calls().all().stream()
        .map(Call::operation)
        .filter(operation -> !READING.contains(operation))
        .toList();
  }

  /** WildFly, Vert.x, Netty: a KeyStore of the same type, and in it the one entry they need. */
  @ParameterizedTest
  @ValueSource(strings = {"SunX509", "PKIX"})
  void aCopyInMemory(String algorithm) throws Exception {
    Provider provider = kms.provider();
    Path file =
        Files.writeString(
            directory.resolve("app.kms"),
            TestCertificates.FIRST_LINE
                + TestCertificates.entry("web", kms.arn(ALIAS), certificate));
    KeyStore source = KeyStore.getInstance("AWSKMS", provider);
    source.load(KmsKeyStoreParameter.builder().certificates(file).build());

    KeyStore copy = KeyStore.getInstance(source.getType(), provider);
    copy.load(null, null);
    // The name is that of another key's alias in the account, as "key" may be.
    copy.setKeyEntry(
        "rsa-2048", source.getKey("web", null), new char[0], source.getCertificateChain("web"));
    KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm);
    factory.init(copy, new char[0]);

    X509KeyManager manager = (X509KeyManager) factory.getKeyManagers()[0];
    String chosen = manager.chooseServerAlias("EC", null, null);
    assertThat(chosen).endsWith("rsa-2048");
    assertThat(((KmsKey) manager.getPrivateKey(chosen)).arn()).isEqualTo(kms.arn(ALIAS));
    assertThat(manager.getCertificateChain(chosen)).containsExactly(certificate);
    assertThat(((KmsKey) copy.getKey("rsa-2048", null)).arn()).isEqualTo(kms.arn(ALIAS));
    assertThat(Collections.list(copy.aliases())).containsExactly("rsa-2048");
    assertThat(writingCalls()).isEmpty();
    kms.assertCalls(0, "ListAliases");
    kms.assertCalls(1, "GetPublicKey");
    assertThat(copy.getKey("rsa-3072", null)).as("the account is there, as ever").isNotNull();
  }

  /** What a stream says is enough to find the key again, whatever the account calls it. */
  @Test
  void aStreamHasTheArn() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    store.setKeyEntry(
        "to-stream", store.getKey(ALIAS, null), null, new Certificate[] {certificate});
    store.setKeyEntry("secret", store.getKey(TestKms.SYMMETRIC, null), null, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, null);
    assertThat(writingCalls()).isEmpty();
    KeyStore again = TestCertificates.load(kms.provider(), out.toString(UTF_8));
    assertThat(((KmsKey) again.getKey("to-stream", null)).arn()).isEqualTo(kms.arn(ALIAS));
    assertThat(((KmsKey) again.getKey("secret", null)).arn()).isEqualTo(kms.arn(TestKms.SYMMETRIC));
  }

  /** With the setting every way to store names the keys, once. */
  @Test
  void keysAreNamedOnRequest() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider("nameKeys", "true"));
    store.setKeyEntry(
        "on-request", store.getKey(ALIAS, null), null, new Certificate[] {certificate});
    store.setKeyEntry("No alias", store.getKey(ALIAS, null), null, new Certificate[] {certificate});
    assertThat(writingCalls()).isEmpty();
    store.store(new ByteArrayOutputStream(), null);
    assertThat(writingCalls()).containsExactly("CreateAlias");
    assertThat(holder("on-request")).isEqualTo(kms.arn(ALIAS));
    store.store(new ByteArrayOutputStream(), null);
    assertThat(writingCalls()).containsExactly("CreateAlias");
  }

  /** What KMS refuses is known before anything is written. */
  @Test
  void aNameThatIsTakenLeavesTheFileAsItWas() throws Exception {
    Path file = Files.writeString(directory.resolve("app.kms"), TestCertificates.FIRST_LINE);
    String[] settings = {"nameKeys", "true", "certificates", file.toString()};
    KeyStore store = TestKms.keyStore(kms.provider(settings));
    store.setKeyEntry("rsa-3072", store.getKey(ALIAS, null), null, new Certificate[] {certificate});
    assertThatThrownBy(() -> store.store(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("alias/rsa-3072")
        .hasMessageContaining(kms.arn("rsa-3072"))
        .hasMessageContaining("moveAliases=true");
    assertThat(Files.readString(file)).isEqualTo(TestCertificates.FIRST_LINE);
    assertThat(holder("rsa-3072")).isEqualTo(kms.arn("rsa-3072"));
    // Nothing of the entry is lost: it can be stored elsewhere.
    assertThat(store.getCertificateChain("rsa-3072")).containsExactly(certificate);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    KeyStore without = TestKms.keyStore(kms.provider("certificates", file.toString()));
    without.setKeyEntry(
        "rsa-3072", without.getKey(ALIAS, null), null, new Certificate[] {certificate});
    without.store(out, null);
    assertThat(out.toString(UTF_8)).contains("alias: rsa-3072\nkey: " + kms.arn(ALIAS));
  }

  /** An entry that no file and no alias could keep is not lost without a word. */
  @Test
  void storingWithoutAFile() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    store.setKeyEntry("rsa-4096", store.getKey(TestKms.SYMMETRIC, null), null, null);
    assertThatThrownBy(() -> store.store(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("alias/rsa-4096");
    assertThat(((KmsKey) store.getKey("rsa-4096", null)).arn())
        .isEqualTo(kms.arn(TestKms.SYMMETRIC));
    KeyStore elsewhere = TestKms.keyStore(kms.provider());
    String arn = kms.local().createKey("eu-west-1", "HMAC_256", "GENERATE_VERIFY_MAC");
    elsewhere.setKeyEntry("far-away", elsewhere.getKey(arn, null), null, null);
    assertThatThrownBy(() -> elsewhere.store(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'far-away'")
        .hasMessageContaining("certificates=");
    assertThatThrownBy(() -> holder("far-away")).isInstanceOf(NotFoundException.class);
  }

  /** All names are looked at before the first is given: a refusal leaves KMS as it was. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTakenNameKeepsTheOthersFromBeingGiven(boolean toStream) throws Exception {
    KeyStore store = TestKms.keyStore(toStream ? kms.provider("nameKeys", "true") : kms.provider());
    Key key = store.getKey(TestKms.SYMMETRIC, null);
    store.setKeyEntry("still-free", key, null, null);
    store.setKeyEntry("rsa-4096", key, null, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> store.store(toStream ? out : null, null))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the KeyStore was not stored: the KMS alias alias/rsa-4096 names")
        .hasMessageNotContaining("still-free");
    assertThat(writingCalls()).isEmpty();
    assertThat(out.size()).isZero();
  }

  /** What KMS refuses only then is told along with what was done before. */
  @Test
  void aRefusalOnTheWayTellsWhatWasDone() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    Key key = store.getKey(TestKms.SYMMETRIC, null);
    store.setKeyEntry("given-first", key, null, null);
    store.setKeyEntry("refused-next", key, null, null);
    kms.local().faults().next("CreateAlias", Fault.pass(), Fault.accessDenied());
    assertThatThrownBy(() -> store.store(null, null))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the KeyStore was not stored: ")
        .hasMessageEndingWith("(made or moved in KMS before that, and left so: alias/given-first)");
    assertThat(holder("given-first")).isEqualTo(kms.arn(TestKms.SYMMETRIC));
    store.store(null, null);
    assertThat(holder("refused-next")).isEqualTo(kms.arn(TestKms.SYMMETRIC));
    assertThat(writingCalls()).containsExactly("CreateAlias", "CreateAlias", "CreateAlias");
  }

  /** Who may not look at the keys of others may make aliases, which KMS refuses one by one. */
  @Test
  void namesAreGivenWithoutLooking() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    Key key = store.getKey(TestKms.SYMMETRIC, null);
    store.setKeyEntry("unseen-1", key, null, null);
    store.setKeyEntry("unseen-2", key, null, null);
    kms.local().faults().next("DescribeKey", Fault.accessDenied(), Fault.accessDenied());
    store.store(null, null);
    assertThat(holder("unseen-1")).isEqualTo(kms.arn(TestKms.SYMMETRIC));
    assertThat(holder("unseen-2")).isEqualTo(kms.arn(TestKms.SYMMETRIC));
  }

  private static String holder(String alias) {
    try (KmsClient sdk = kms.sdk()) {
      return sdk.describeKey(r -> r.keyId("alias/" + alias)).keyMetadata().arn();
    }
  }
}
