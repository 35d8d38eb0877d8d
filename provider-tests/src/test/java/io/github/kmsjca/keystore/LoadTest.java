package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to load, what the store then holds, and which calls that costs. */
class LoadTest {
  private static final String ALIAS = "ecc-nist-p256";
  private static final int MORE_ALIASES = 120;
  private static final char[] PASSWORD = "ignored".toCharArray();
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestCertificates authority;
  private static X509Certificate leaf;
  @TempDir static Path dir;

  @BeforeAll
  static void start() throws Exception {
    authority = new TestCertificates();
    leaf = authority.issue(kms, ALIAS);
  }

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @Test
  void loadCallsNobody() throws Exception {
    Path file = write(entry("web", kms.arn(ALIAS), leaf));
    TestKms.keyStore(kms.provider());
    TestKms.keyStore(kms.provider("keys", "rsa-2048," + kms.arn(ALIAS)));
    KeyStore store = TestKms.keyStore(kms.provider("certificates", file.toString()));
    // What JSSE asks at first of a store with a chain is in the file.
    assertTrue(store.containsAlias("web"));
    assertArrayEquals(new X509Certificate[] {leaf}, store.getCertificateChain("web"));
    assertEquals(0, kms.local().calls().count());
  }

  @Test
  void getKeyCostsOneCallOnce() throws Exception {
    Provider provider = kms.provider("accounts", LocalKms.ACCOUNT);
    KeyStore store =
        TestCertificates.load(
            provider,
            FIRST_LINE
                + entry("a", kms.arn(ALIAS), leaf)
                + entry("b", kms.arn("rsa-2048"))
                + entry("c", "alias/rsa-3072"));
    for (int i = 0; i < 3; i++) {
      store.getKey("a", null);
      store.isKeyEntry("a");
      store.getEntry("a", null);
    }
    kms.assertCalls(1, "GetPublicKey");
    assertEquals(kms.arn(ALIAS), kms.local().calls().all().get(0).keyId(), "and of that key only");
    store.getKey("c", null);
    store.getKey("c", null);
    kms.assertCalls(2, "GetPublicKey");
    // An ARN means the same key for ever: another store of this instance need not ask again.
    KeyStore second = TestCertificates.load(provider, FIRST_LINE + entry("x", kms.arn(ALIAS)));
    second.getKey("x", null);
    assertEquals(2, kms.local().calls().count());
    // An alias may have moved since.
    TestCertificates.load(provider, FIRST_LINE + entry("x", "alias/rsa-3072")).getKey("x", null);
    kms.assertCalls(3, "GetPublicKey");
  }

  static Stream<String> names() {
    String arn = kms.arn(ALIAS);
    return Stream.of(
        ALIAS,
        "alias/" + ALIAS,
        arn,
        arn.substring(arn.indexOf('/') + 1),
        "arn:aws:kms:us-east-1:" + LocalKms.ACCOUNT + ":alias/" + ALIAS);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNameLeadsToTheKey(String name) throws Exception {
    KmsPrivateKey ofAccount = (KmsPrivateKey) TestKms.key(kms.provider(), name);
    assertEquals(kms.arn(ALIAS), ofAccount.arn());
    KeyStore listed = TestKms.keyStore(kms.provider("keys", name));
    List<String> aliases = Collections.list(listed.aliases());
    assertThat(aliases).hasSize(1);
    assertEquals(kms.arn(ALIAS), ((KmsPrivateKey) listed.getKey(aliases.get(0), null)).arn());
    KeyStore given = KeyStore.getInstance("AWSKMS", kms.provider());
    given.load(KmsKeyStoreParameter.builder().key(name).build());
    assertEquals(kms.arn(ALIAS), ((KmsPrivateKey) given.getKey(name, null)).arn());
  }

  /** KMS gives at most a hundred aliases at a time, and fifty unless asked for more. */
  @Test
  void wholeAccountIsListedPageByPage() throws Exception {
    try (TestKms large = TestKms.start()) {
      // KMS allows 50 aliases per key.
      List<String> targets = List.copyOf(TestKms.ALIAS_BY_SPEC.values());
      IntStream.range(0, MORE_ALIASES)
          .forEach(
              i ->
                  large
                      .local()
                      .createAlias(
                          TestKms.REGION, "alias/many/" + i, large.arn(targets.get(i % 4))));
      KeyStore store = TestKms.keyStore(large.provider());
      List<String> aliases = Collections.list(store.aliases());
      assertThat(aliases)
          .hasSize(MORE_ALIASES + TestKms.ALIAS_BY_SPEC.size())
          .doesNotHaveDuplicates()
          .contains("many/0", "many/119", ALIAS)
          .noneMatch(name -> name.startsWith("alias/"));
      assertEquals(aliases.size(), store.size());
      assertThat(large.local().calls().count("ListAliases")).isBetween(2L, 4L);
      large.assertCalls(0, "GetPublicKey");
      assertEquals(
          large.arn(targets.get(119 % 4)), ((KmsPrivateKey) store.getKey("many/119", null)).arn());
    }
  }

  @Test
  void fileAndListedKeysTogether() throws Exception {
    Path file = write(entry(ALIAS, kms.arn(ALIAS), leaf));
    Provider provider = kms.provider("certificates", file.toString(), "keys", "rsa-2048," + ALIAS);
    KeyStore store = TestKms.keyStore(provider);
    assertThat(Collections.list(store.aliases())).containsExactly(ALIAS, "rsa-2048");
    assertEquals(leaf, store.getCertificate(ALIAS), "the file says more than the bare name");
    assertNull(store.getCertificateChain("rsa-2048"));
    kms.assertCalls(0, "ListAliases");
  }

  @Test
  void fileAndWholeAccountTogether() throws Exception {
    Path file = write(entry("web", kms.arn(ALIAS), leaf));
    KeyStore store = TestKms.keyStore(kms.provider("certificates", file.toString()));
    assertEquals(kms.arn("rsa-2048"), ((KmsPrivateKey) store.getKey("rsa-2048", null)).arn());
    assertEquals(leaf, store.getCertificate("web"));
    assertThat(Collections.list(store.aliases())).contains("web", "rsa-2048", ALIAS);
  }

  @Test
  void parameterOfAProgram() throws Exception {
    Path file = write(entry("of-file", kms.arn("rsa-2048")));
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider());
    store.load(
        KmsKeyStoreParameter.builder()
            .key("web", kms.arn(ALIAS), leaf, authority.ca())
            .key("rsa-3072")
            .certificates(file)
            .build());
    assertThat(Collections.list(store.aliases()))
        .containsExactlyInAnyOrder("web", "rsa-3072", "of-file");
    assertArrayEquals(
        new X509Certificate[] {leaf, authority.ca()}, store.getCertificateChain("web"));
    assertEquals(kms.arn("rsa-3072"), ((KmsPrivateKey) store.getKey("rsa-3072", null)).arn());
    assertEquals(kms.arn("rsa-2048"), ((KmsPrivateKey) store.getKey("of-file", null)).arn());
    assertNull(store.getKey("rsa-4096", null), "the account's other keys are not in it");
  }

  static Stream<KeyStore.LoadStoreParameter> parameters() {
    KeyStore.ProtectionParameter handler =
        new KeyStore.CallbackHandlerProtection((CallbackHandler) callbacks -> {});
    return Stream.of(
        null,
        () -> null,
        () -> new KeyStore.PasswordProtection(null),
        () -> new KeyStore.PasswordProtection(PASSWORD),
        () -> handler);
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void everyLoadStoreParameter(KeyStore.LoadStoreParameter parameter) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider());
    store.load(parameter);
    assertEquals(kms.arn(ALIAS), ((KmsPrivateKey) store.getKey(ALIAS, null)).arn());
  }

  @Test
  void keyStoreBuilder() throws Exception {
    Path file = write(entry("web", kms.arn(ALIAS), leaf));
    Provider provider = kms.provider();
    KeyStore.ProtectionParameter protection = new KeyStore.PasswordProtection(PASSWORD);
    KeyStore ofAccount = KeyStore.Builder.newInstance("AWSKMS", provider, protection).getKeyStore();
    assertEquals(kms.arn(ALIAS), ((KmsPrivateKey) ofAccount.getKey(ALIAS, null)).arn());
    KeyStore ofFile =
        KeyStore.Builder.newInstance("AWSKMS", provider, file.toFile(), protection).getKeyStore();
    assertEquals(leaf, ofFile.getCertificate("web"));
  }

  private static Path write(String entries) throws Exception {
    return Files.writeString(Files.createTempFile(dir, "keys", ".pem"), FIRST_LINE + entries);
  }
}
