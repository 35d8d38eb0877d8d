package io.github.kmsjca.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Collections;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** An import takes several calls. Whichever of them fails, there is one key in the end. */
class BrokenImportTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestCertificates ca;

  @BeforeAll
  static void start() throws Exception {
    ca = new TestCertificates();
  }

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @AfterEach
  void nothingIsLost() {
    kms.local().faults().clear();
    kms.assertNoOrphans();
  }

  private static KeyStore store(String... settings) throws Exception {
    String[] all = new String[settings.length + 2];
    all[0] = "import";
    all[1] = "true";
    System.arraycopy(settings, 0, all, 2, settings.length);
    return TestKms.keyStore(kms.provider(all));
  }

  private static KeyPair pair() throws Exception {
    return KeyPairGenerator.getInstance("EC").generateKeyPair();
  }

  private static Certificate[] chain(KeyPair pair) throws Exception {
    return new Certificate[] {ca.issue(new X500Principal("CN=imported"), pair.getPublic())};
  }

  private static SecretKey secret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, "HmacSHA256");
  }

  @ParameterizedTest
  @CsvSource({
    "CreateKey, throttle",
    "CreateAlias, throttle",
    "GetParametersForImport, throttle",
    "ImportKeyMaterial, throttle",
    "CreateAlias, error:400:NotFoundException",
    "GetParametersForImport, error:400:NotFoundException",
    "ImportKeyMaterial, error:400:NotFoundException",
    "GetPublicKey, error:400:NotFoundException"
  })
  void oneFaultPasses(String operation, String fault) throws Exception {
    KeyPair pair = pair();
    String alias = operation + fault.hashCode();
    KeyStore store = store("maxAttempts", "1");
    kms.local().faults().next(operation, Fault.parse(fault));
    store.setKeyEntry(alias, pair.getPrivate(), null, chain(pair));
    assertThat(store.getKey(alias, null)).isInstanceOf(KmsKey.class);
    kms.assertCalls(2, operation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetParametersForImport", "ImportKeyMaterial", "GetPublicKey"})
  void whatBrokeOffGoesOn(String operation) throws Exception {
    KeyPair pair = pair();
    Certificate[] chain = chain(pair);
    String alias = "broken-" + operation;
    kms.local().faults().always(operation, Fault.accessDenied());
    KeyStore first = store();
    assertThatThrownBy(() -> first.setKeyEntry(alias, pair.getPrivate(), null, chain))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("Set the entry again, and the import goes on with this key");
    kms.local().faults().clear();
    KeyStore second = store(); // another program
    second.setKeyEntry(alias, pair.getPrivate(), null, chain);
    assertThat(second.getKey(alias, null)).isInstanceOf(KmsKey.class);
    kms.assertCalls(1, "CreateKey");
  }

  /** Of these KMS cannot tell to what they belong, but this KeyStore can. */
  @ParameterizedTest
  @CsvSource({"nameless, CreateAlias", "no alias in KMS, ImportKeyMaterial"})
  void whatHasNoNameGoesOnInTheSameKeyStore(String entry, String operation) throws Exception {
    SecretKey key = secret();
    KeyStore store = store();
    kms.local().faults().next(operation, Fault.accessDenied());
    assertThatThrownBy(() -> store.setKeyEntry(entry, key, null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("was made, has no name yet")
        .hasMessageContaining("aws kms schedule-key-deletion --key-id arn:aws:kms:");
    store.setKeyEntry(entry, key, null, null);
    assertSameMac(key, store.getKey(entry, null), store.getProvider());
    kms.assertCalls(1, "CreateKey");
    if (entry.contains(" ")) {
      name((KmsKey) store.getKey(entry, null));
    }
  }

  private static void name(KmsKey key) {
    try (KmsClient admin = kms.sdk()) {
      admin.createAlias(r -> r.aliasName("alias/named-later").targetKeyId(key.arn()));
    }
  }

  private static void assertSameMac(SecretKey ours, Key imported, Provider provider)
      throws Exception {
    Mac theirs = Mac.getInstance("HmacSHA256");
    theirs.init(ours);
    Mac mac = Mac.getInstance("HmacSHA256", provider);
    mac.init(imported);
    assertThat(mac.doFinal("m".getBytes(UTF_8))).isEqualTo(theirs.doFinal("m".getBytes(UTF_8)));
  }

  /** The key that works keeps its name until the new one works. */
  @Test
  void aNameMovesLast() throws Exception {
    String before = kms.create("moving", "HMAC_256", "GENERATE_VERIFY_MAC");
    SecretKey key = secret();
    KeyStore store = store("moveAliases", "true");
    kms.local().faults().next("ImportKeyMaterial", Fault.accessDenied());
    assertThatThrownBy(() -> store.setKeyEntry("moving", key, null, null))
        .hasMessageContaining("was made, has no name yet");
    try (KmsClient admin = kms.sdk()) {
      assertThat(admin.describeKey(r -> r.keyId("alias/moving")).keyMetadata().arn())
          .isEqualTo(before);
      store.setKeyEntry("moving", key, null, null);
      String after = admin.describeKey(r -> r.keyId("alias/moving")).keyMetadata().arn();
      assertThat(((KmsKey) store.getKey("moving", null)).arn()).isEqualTo(after);
      assertThat(after).isNotEqualTo(before);
      admin.createAlias(r -> r.aliasName("alias/former").targetKeyId(before));
    }
    kms.assertCalls(1, "CreateKey");
  }

  /** KMS permits one GetParametersForImport a second, in some Regions one in four. */
  @Test
  void manyImportsKeepToTheQuota() throws Exception {
    Fault[] quota = new Fault[9];
    for (int i = 0; i < quota.length; i++) {
      quota[i] = i % 3 == 2 ? Fault.pass() : Fault.throttle();
    }
    kms.local().faults().next("GetParametersForImport", quota);
    KeyStore store = store("maxAttempts", "1");
    for (int i = 0; i < quota.length / 3; i++) {
      store.setKeyEntry("bulk-" + i, secret(), null, null);
    }
    assertThat(Collections.list(store.aliases())).contains("bulk-0", "bulk-1", "bulk-2");
    kms.assertCalls(quota.length, "GetParametersForImport");
  }

  @Test
  void throttlingThatDoesNotEndIsTold() throws Exception {
    SecretKey key = secret();
    KeyStore store = store("maxAttempts", "1", "callTimeout", "4s");
    kms.local().faults().always("GetParametersForImport", Fault.throttle());
    assertThatThrownBy(() -> store.setKeyEntry("throttled", key, null, null))
        .isInstanceOf(KeyStoreException.class)
        .hasMessageContaining("KMS throttled the call until its retries ended")
        .hasMessageContaining("was made, is alias/throttled, and its import broke off")
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .contains(
                        kms.local().calls().count("GetParametersForImport") + " attempts in "));
    kms.local().faults().clear();
    store().setKeyEntry("throttled", key, null, null);
    kms.assertCalls(1, "CreateKey");
  }
}
