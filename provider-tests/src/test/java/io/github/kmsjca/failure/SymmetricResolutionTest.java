package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** From the name of a symmetric key to its handle: the calls, and what is told if one fails. */
class SymmetricResolutionTest {
  private static final String ALIAS = TestKms.SYMMETRIC;
  private static final int THREADS = 16;
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @BeforeAll
  static void start() {
    kms.create("agrees", "ECC_NIST_P256", "KEY_AGREEMENT");
  }

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
  }

  @Test
  void takesTwoCallsOnce() throws Exception {
    Provider provider = kms.provider("accounts", LocalKms.ACCOUNT);
    KmsSecretKey key = (KmsSecretKey) store(provider).getKey(ALIAS, null);
    assertCalls(1, 1);
    // Known by ARN from now on, in every KeyStore of the instance.
    assertEquals(key, store(provider).getKey(kms.arn(ALIAS), null));
    assertCalls(1, 1);
    assertEquals(2, kms.local().calls().count());
  }

  @Test
  void getPublicKeyNeedNotBePermitted() throws Exception {
    kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    KeyStore store = store(kms.provider());
    assertTrue(store.isKeyEntry(ALIAS));
    assertThat(store.getKey(ALIAS, null)).isInstanceOf(KmsSecretKey.class);
    assertCalls(1, 1);
  }

  /** For a key that has a public key, that is still the permission which lacks. */
  @Test
  void getPublicKeyIsNeededByOtherKeys() throws Exception {
    kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    UnrecoverableKeyException e = failure(store(kms.provider()), "rsa-2048");
    Explanation.assertExplains(
        e, "GetPublicKey", "access was denied", kms.arn("rsa-2048") + ", RSA_2048, SIGN_VERIFY");
    assertCalls(1, 1);
  }

  @Test
  void bothAreDenied() throws Exception {
    kms.local().faults().always("*", Fault.accessDenied());
    UnrecoverableKeyException e = failure(store(kms.provider()), ALIAS);
    Explanation.assertExplains(e, "GetPublicKey", "access was denied", "DescribeKey");
    assertThat(e.getCause().getSuppressed()).hasSize(1);
    assertThat(e.getCause().getSuppressed()[0]).hasMessageContaining("KMS DescribeKey");
  }

  /** It is the one permission that lacks, and no reason to give up the key for good. */
  @Test
  void onlyDescribeKeyIsDenied() throws Exception {
    kms.local().faults().always("DescribeKey", Fault.accessDenied());
    KeyStore store = store(kms.provider());
    assertFalse(store.isKeyEntry(ALIAS));
    UnrecoverableKeyException e = failure(store, ALIAS);
    Explanation.assertExplains(e, "KMS DescribeKey", "access was denied", "Grant the kms: action");
    assertThat(e.getCause().getSuppressed()[0]).hasMessageContaining("KMS GetPublicKey");
    assertCalls(1, 1);
  }

  /** That says nothing about the key, so it is not kept as if it did. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void describeKeyIsThrottled(boolean denied) throws Exception {
    if (denied) {
      kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    }
    kms.local().faults().always("DescribeKey", Fault.throttle());
    KeyStore store = store(kms.provider());
    assertTrue(store.isKeyEntry(ALIAS), "KMS may say so the next time");
    Explanation.assertExplains(failure(store, ALIAS), "KMS DescribeKey", "throttled");
    kms.local().faults().clear();
    Await.until(() -> store.entryInstanceOf(ALIAS, KeyStore.SecretKeyEntry.class));
  }

  @ParameterizedTest
  @CsvSource({"GetPublicKey, 2, 0", "DescribeKey, 1, 2"})
  void firstFailureThatMayPassEndsIt(String operation, int getPublicKey, int describeKey)
      throws Exception {
    kms.local().faults().always(operation, Fault.throttle());
    Explanation.assertExplains(failure(store(kms.provider()), ALIAS), operation, "2 attempts");
    assertCalls(getPublicKey, describeKey);
  }

  /** The local KMS has no such keys, so a client in between says that it has. */
  @ParameterizedTest
  @CsvSource({"HMAC_1024, GENERATE_VERIFY_MAC", "SYMMETRIC_DEFAULT, KEY_OF_TOMORROW"})
  void otherSymmetricKeysAreRefusedByName(String spec, String usage) throws Exception {
    try (KmsClient client = kms.sdk()) {
      KmsClient other = describing(client, m -> m.keySpec(spec).keyUsage(usage));
      KeyStore store = store(KmsProvider.builder().kmsClient(() -> other).build());
      assertFalse(store.isKeyEntry(ALIAS));
      assertTrue(store.containsAlias(ALIAS));
      Explanation.assertExplains(
          failure(store, ALIAS),
          "'" + ALIAS + "'",
          "usage or spec does not permit this",
          kms.arn(ALIAS) + ", " + spec + ", " + usage);
      assertCalls(1, 1);
    }
  }

  private static KmsClient describing(KmsClient client, Consumer<KeyMetadata.Builder> change) {
    return new KmsClient() {
      @Override
      public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
        return client.getPublicKey(request);
      }

      @Override
      public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
        DescribeKeyResponse response = client.describeKey(request);
        return response.toBuilder().keyMetadata(response.keyMetadata().copy(change)).build();
      }

      @Override
      public String serviceName() {
        return client.serviceName();
      }

      @Override
      public void close() {}
    };
  }

  /** It has a public key, and so a handle; which operations take it, each of them says. */
  @Test
  void keyAgreementKeyIsNoSecretKey() throws Exception {
    KeyStore store = store(kms.provider());
    assertEquals("KEY_AGREEMENT", ((KmsKey) store.getKey("agrees", null)).keyUsage());
    assertFalse(store.entryInstanceOf("agrees", KeyStore.SecretKeyEntry.class));
    assertCalls(1, 0);
  }

  @Test
  void answerForAnotherKeyIsRefused() throws Exception {
    String arn = kms.arn(ALIAS);
    String another = kms.arn("rsa-2048");
    try (KmsClient client = kms.sdk()) {
      KmsClient liar = describing(client, m -> m.arn(another));
      KmsProvider.Builder builder = KmsProvider.builder().set("accounts", LocalKms.ACCOUNT);
      UnrecoverableKeyException e = failure(store(builder.kmsClient(() -> liar).build()), arn);
      Explanation.assertExplains(e, "DescribeKey", arn, "answered for " + another);
    }
  }

  @Test
  void threadsShareTheCalls() throws Exception {
    List<Callable<Key>> tasks = new ArrayList<>();
    Provider provider = kms.provider("accounts", LocalKms.ACCOUNT);
    for (int i = 0; i < THREADS; i++) {
      tasks.add(() -> store(provider).getKey(kms.arn(ALIAS), null));
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Key> key : threads.invokeAll(tasks)) {
        assertEquals(kms.arn(ALIAS), ((KmsSecretKey) key.get()).arn());
      }
    } finally {
      threads.shutdownNow();
    }
    assertCalls(1, 1);
  }

  /** A serialized handle or a message names the ARN, the settings the alias. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void listedAliasBringsItsArnIntoScope(boolean denied) throws Exception {
    if (denied) {
      kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    }
    KeyStore store = file(kms.provider("keys", "no-such-key,alias/" + ALIAS), kms.arn(ALIAS));
    assertEquals(kms.arn(ALIAS), ((KmsSecretKey) store.getKey("vault", null)).arn());
  }

  @Test
  void keyThatIsNotListedIsOutOfScope() throws Exception {
    KeyStore store = file(kms.provider("keys", "rsa-2048," + ALIAS), kms.arn("ecc-nist-p256"));
    Explanation.assertExplains(failure(store, "vault"), "outside the scope");
    KeyStore other = file(kms.provider("keys", "rsa-2048"), kms.arn(ALIAS));
    Explanation.assertExplains(failure(other, "vault"), "outside the scope");
    KeyStore foreign = file(kms.provider("accounts", "999988887777"), ALIAS);
    Explanation.assertExplains(failure(foreign, "vault"), "DescribeKey", "outside the scope");
  }

  private static KeyStore store(Provider provider) throws Exception {
    return TestKms.keyStore(provider);
  }

  private static KeyStore file(Provider provider, String key) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    String text = "# AWSKMS keystore 1\n\nalias: vault\nkey: " + key + "\n";
    store.load(new ByteArrayInputStream(text.getBytes(UTF_8)), null);
    return store;
  }

  private static UnrecoverableKeyException failure(KeyStore store, String alias) {
    return assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(alias, null));
  }

  private static void assertCalls(int getPublicKey, int describeKey) {
    kms.assertCalls(getPublicKey, "GetPublicKey");
    kms.assertCalls(describeKey, "DescribeKey");
  }
}
