package io.github.kmsjca.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * To go through a whole account costs its listing. What costs more is for entries that are meant.
 */
class WalkTest {
  private static final int ALIASES_OF_A_KEY = 50; // KMS permits no more
  private static final String NAMED = "many/47";
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static int size = TestKms.ALIAS_BY_SPEC.size();

  @BeforeAll
  static void makeMany() {
    fill(100);
  }

  private static void fill(int more) {
    String key = "";
    for (int i = 0; i < more; i++) {
      if (i % ALIASES_OF_A_KEY == 0) {
        key = kms.local().createKey(TestKms.REGION, "ECC_NIST_P256", "SIGN_VERIFY");
      }
      kms.local().createAlias(TestKms.REGION, "alias/many/" + i, key);
    }
    size += more;
  }

  @BeforeEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  private static KeyStore store(String... more) throws Exception {
    String[] settings = new String[more.length + 2];
    settings[0] = "selfSigned";
    settings[1] = "true";
    System.arraycopy(more, 0, settings, 2, more.length);
    return TestKms.keyStore(kms.provider(settings));
  }

  /** A name that is equal to a listed one, as a setting or a command line has it. */
  private static String own(String name) {
    return name.substring(0, 1) + name.substring(1);
  }

  private static void walk(KeyStore store, int expectedCertificates) throws Exception {
    int certificates = 0;
    for (String alias : Collections.list(store.aliases())) {
      assertThat(store.containsAlias(alias)).isTrue();
      assertThat(store.isKeyEntry(alias)).isTrue();
      assertThat(store.isCertificateEntry(alias)).isFalse();
      assertThat(store.getCreationDate(alias)).isNotNull();
      assertThat(store.getCertificateChain(alias) == null)
          .isEqualTo(store.getCertificate(alias) == null);
      certificates += store.getCertificate(alias) == null ? 0 : 1;
    }
    assertThat(certificates).isEqualTo(expectedCertificates);
    assertThat(store.size()).isEqualTo(size);
  }

  private static void assertOnlyListed() {
    assertThat(kms.local().calls().all())
        .hasSize((size + 99) / 100)
        .allMatch(call -> call.operation().equals("ListAliases"));
  }

  private static void assertNothingBut(String... operations) {
    assertThat(kms.local().calls().all())
        .extracting(Call::operation)
        .containsExactlyInAnyOrder(operations);
  }

  @Test
  void onlyTheListingIsPaid() throws Exception {
    KeyStore store = store();
    walk(store, 0);
    walk(store, 0);
    assertOnlyListed();
  }

  /** One that was named has a certificate, and others who come by see it as well. */
  @Test
  void whatIsNamedHasACertificate() throws Exception {
    KeyStore store = store();
    walk(store, 0);
    kms.local().calls().clear();
    X509Certificate certificate = (X509Certificate) store.getCertificate(own(NAMED));
    certificate.verify(certificate.getPublicKey());
    assertNothingBut("GetPublicKey", "Sign");
    walk(store, 1);
    assertNothingBut("GetPublicKey", "Sign");
  }

  @Test
  void whatIsFetchedHasACertificate() throws Exception {
    KeyStore store = store();
    String listed =
        Collections.list(store.aliases()).stream().filter(NAMED::equals).findFirst().orElseThrow();
    kms.local().calls().clear();
    assertThat(store.getCertificateChain(listed)).isNull();
    assertThat(store.getKey(listed, null)).isNotNull();
    assertNothingBut("GetPublicKey");
    assertThat(store.getCertificateChain(listed)).hasSize(1);
    assertThat(store.getEntry(listed, null)).isInstanceOf(KeyStore.PrivateKeyEntry.class);
    assertNothingBut("GetPublicKey", "Sign");
  }

  /** What keys= names is meant: TLS finds it with a certificate by going through the store. */
  @Test
  void whatASettingNamesIsMeant() throws Exception {
    KeyStore store = store("keys", "ecc-nist-p256,rsa-2048");
    for (String alias : Collections.list(store.aliases())) {
      assertThat(store.getCertificateChain(alias)).hasSize(1);
    }
    kms.assertCalls(2, "Sign");
    kms.assertCalls(0, "ListAliases");
  }

  /** Key managers of this type look at keys only as they choose them. */
  @Test
  void keyManagersOfTheTypePkix() throws Exception {
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store(), new char[0]);
    X509KeyManager manager = (X509KeyManager) factory.getKeyManagers()[0];
    assertThat(manager.chooseServerAlias("EC", null, null)).isNull();
    assertThat(manager.getServerAliases("RSA", null)).isNull();
    assertOnlyListed();
  }

  @Test
  void whatKindOfEntryItIsIsAsked() throws Exception {
    KeyStore store = store();
    String listed = Collections.list(store.aliases()).get(0);
    kms.local().calls().clear();
    assertThat(store.entryInstanceOf(listed, KeyStore.SecretKeyEntry.class)).isFalse();
    assertThat(store.entryInstanceOf(listed, KeyStore.PrivateKeyEntry.class)).isTrue();
    assertThat(store.entryInstanceOf(listed, KeyStore.TrustedCertificateEntry.class)).isFalse();
    assertNothingBut("GetPublicKey");
  }

  /** One account, and in it one key that cannot be used. */
  @ParameterizedTest
  @ValueSource(strings = {"SunX509", "PKIX"})
  void aBrokenKeyEndsNoWalk(String algorithm, @TempDir Path directory) throws Exception {
    try (TestKms kms = TestKms.start();
        LogCapture log = new LogCapture()) {
      X509Certificate leaf = new TestCertificates().issue(kms, "ecc-nist-p256");
      Path file =
          Files.writeString(
              directory.resolve("app.kms"),
              TestCertificates.FIRST_LINE
                  + TestCertificates.entry("web", kms.arn("ecc-nist-p256"), leaf));
      Provider provider = kms.provider("certificates", file.toString());
      KeyStore store = TestKms.keyStore(provider);
      try (KmsClient admin = kms.sdk()) {
        admin.scheduleKeyDeletion(r -> r.keyId(kms.arn("rsa-2048")));
      }

      KeyManagerFactory factory = KeyManagerFactory.getInstance(algorithm);
      factory.init(store, new char[0]);
      X509KeyManager manager = (X509KeyManager) factory.getKeyManagers()[0];
      assertThat(manager.chooseServerAlias("EC", null, null)).endsWith("web");

      String listed =
          Collections.list(store.aliases()).stream().filter("rsa-2048"::equals).findFirst().get();
      assertThat(store.getKey(listed, null)).isNull();
      assertThat(store.getEntry(listed, null)).isNull();
      assertThat(store.isKeyEntry(listed)).as("known by now").isFalse();
      assertThat(log.text()).containsOnlyOnce("'rsa-2048'").contains("pending deletion");
      assertThatThrownBy(() -> store.getKey(own("rsa-2048"), null))
          .isInstanceOf(UnrecoverableKeyException.class)
          .hasMessageContaining("pending deletion");
    }
  }

  /** What may pass is no reason to do without a key for as long as the key manager lives. */
  @Test
  void anOutageIsTold() throws Exception {
    KeyStore store = store();
    String listed = Collections.list(store.aliases()).get(0);
    kms.local().faults().always("GetPublicKey", Fault.internalError());
    assertThatThrownBy(() -> store.getKey(listed, null))
        .isInstanceOf(UnrecoverableKeyException.class);
  }

  /** The names of a listing stay what they are while a walk goes on, and the store reloads. */
  @Test
  void aReloadDuringAWalk() throws Exception {
    KeyStore store = store("reload", "500ms");
    List<String> listed = Collections.list(store.aliases());
    assertThat(store.getKey(own(NAMED), null)).isNotNull();
    kms.local().calls().clear();
    // The second reload begins when what the first one asked is in place.
    for (int i = 0; kms.local().calls().count("GetPublicKey") < 2; i++) {
      assertThat(i).as("no reload").isLessThan(1_000);
      Thread.sleep(20);
      store.containsAlias(listed.get(0)); // has it look
    }
    for (String alias : listed) {
      assertThat(store.isKeyEntry(alias)).isTrue();
      assertThat(alias.equals(NAMED) || store.getCertificateChain(alias) == null).isTrue();
    }
    List<String> again = Collections.list(store.aliases());
    for (int i = 0; i < listed.size(); i++) {
      assertThat(again.get(i)).isSameAs(listed.get(i));
    }
  }

  /** Names that would be read as something else are listed whole, and lead to their own keys. */
  @Test
  void whatIsListedIsFoundAndIsThatKey() throws Exception {
    try (TestKms kms = TestKms.start()) {
      String other = kms.arn("rsa-2048");
      String idOfOther = other.substring(other.indexOf('/') + 1);
      List<String> aliases =
          List.of(
              "alias/alias/double",
              "alias/double",
              "alias/alias/alias/x",
              "alias/" + idOfOther,
              "alias/12345678-1234-1234-1234-123456789012",
              "alias/mrk-0123456789abcdef0123456789abcdef",
              "alias/MRK-0123456789abcdef0123456789abcdef",
              "alias/arn/aws",
              "alias/a/b_c-D");
      List<String> arns =
          aliases.stream()
              .map(
                  alias -> {
                    String arn = kms.local().createKey(TestKms.REGION, "RSA_2048", "SIGN_VERIFY");
                    kms.local().createAlias(TestKms.REGION, alias, arn);
                    return arn;
                  })
              .toList();
      KeyStore store = TestKms.keyStore(kms.provider());
      List<String> listed = Collections.list(store.aliases());
      for (int i = 0; i < aliases.size(); i++) {
        String alias = aliases.get(i);
        String bare = alias.substring("alias/".length());
        String name = listed.contains(alias) ? alias : bare;
        assertThat(listed).as(alias).contains(name);
        for (KeyStore fresh : List.of(store, TestKms.keyStore(kms.provider()))) {
          assertThat(fresh.containsAlias(own(name))).isTrue();
          assertThat(((KmsKey) fresh.getKey(own(name), null)).arn())
              .as(name)
              .isEqualTo(arns.get(i));
        }
      }
      assertThat(listed).contains("double", "alias/alias/double", "alias/" + idOfOther, "a/b_c-D");
      assertThat(listed).hasSize(aliases.size() + TestKms.ALIAS_BY_SPEC.size());
    }
  }
}
