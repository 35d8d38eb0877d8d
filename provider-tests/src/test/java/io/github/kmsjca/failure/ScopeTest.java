package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A name that somebody else wrote must not make us use a key that we were not told to use. */
class ScopeTest {
  private static final String FOREIGN_ACCOUNT = "999988887777";
  private static final String ID = "0a1b2c3d-0000-4000-8000-00000000000f";
  private static final String FOREIGN = "arn:aws:kms:us-east-1:" + FOREIGN_ACCOUNT + ":key/" + ID;
  @RegisterExtension static final TestKms kms = TestKms.start();

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  static Stream<Arguments> outOfScope() {
    String p256 = "alias/ecc-nist-p256";
    return Stream.of(
        Arguments.of(List.of(), FOREIGN),
        Arguments.of(List.of(), "arn:aws:kms:us-east-1:" + FOREIGN_ACCOUNT + ":alias/web"),
        Arguments.of(List.of(), "arn:aws:kms:eu-west-1:" + FOREIGN_ACCOUNT + ":key/" + ID),
        Arguments.of(List.of("keys", p256), FOREIGN),
        Arguments.of(List.of("keys", p256), kms.arn("rsa-2048")),
        Arguments.of(List.of("keys", p256), "alias/rsa-2048"),
        Arguments.of(List.of("keys", kms.arn("ecc-nist-p256")), "alias/rsa-2048"),
        Arguments.of(List.of("accounts", LocalKms.ACCOUNT), FOREIGN),
        Arguments.of(List.of("accounts", FOREIGN_ACCOUNT), kms.arn("rsa-2048")),
        // Both settings hold.
        Arguments.of(List.of("accounts", LocalKms.ACCOUNT, "keys", FOREIGN), FOREIGN));
  }

  @ParameterizedTest
  @MethodSource("outOfScope")
  void fileCannotNameIt(List<String> settings, String name) throws Exception {
    KeyStore store = file(kms.provider(settings.toArray(String[]::new)), name);

    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("web", null));

    Explanation.assertExplains(
        e, "'web'", "GetPublicKey", name, "outside the scope", "Add it to keys=", "accounts=");
    assertFalse(store.isKeyEntry("web"));
    assertNull(store.getCertificateChain("web"));
    assertTrue(
        kms.local().calls().all().stream().noneMatch(call -> name.equals(call.keyId())),
        () -> "no call with this key: " + kms.local().calls().all());
  }

  static Stream<Arguments> inScope() {
    String arn = kms.arn("ecc-nist-p256");
    String id = arn.substring(arn.indexOf('/') + 1);
    return Stream.of(
        Arguments.of(List.of(), arn),
        Arguments.of(List.of(), id),
        Arguments.of(
            List.of(), "arn:aws:kms:us-east-1:" + LocalKms.ACCOUNT + ":alias/ecc-nist-p256"),
        Arguments.of(List.of("accounts", LocalKms.ACCOUNT), arn),
        Arguments.of(List.of("accounts", LocalKms.ACCOUNT), "ecc-nist-p256"),
        Arguments.of(List.of("keys", arn), arn),
        // Listed by another name than it is asked for by.
        Arguments.of(List.of("keys", "ecc-nist-p256"), arn),
        Arguments.of(List.of("keys", "no-such-key,alias/ecc-nist-p256"), arn));
  }

  @ParameterizedTest
  @MethodSource("inScope")
  void whatIsInScopeSigns(List<String> settings, String name) throws Exception {
    Provider provider = kms.provider(settings.toArray(String[]::new));
    KmsPrivateKey key = (KmsPrivateKey) file(provider, name).getKey("web", null);
    assertNotNull(key);
    Signing.start(provider, SignatureAlgorithm.SHA256_WITH_ECDSA, key).assertWorksAgain();
  }

  /** In the account's KeyStore a name out of scope is none of ours: there is no such entry. */
  @Test
  void accountKeyStoreSaysWhy() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(FOREIGN, null));
    assertTrue(e.getMessage().contains("outside the scope"), e.getMessage());
    assertFalse(store.isKeyEntry(FOREIGN));
    kms.assertCalls(0, "GetPublicKey");
  }

  @Test
  void keyStoreOfListedKeysHoldsNoOthers() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider("keys", "alias/ecc-nist-p256"));
    assertNotNull(store.getKey("ecc-nist-p256", null));
    assertNull(store.getKey("rsa-2048", null));
    assertEquals(1, store.size());
    kms.assertCalls(0, "ListAliases");
  }

  /** Who may sign with one key often may not list: then the settings have to say the account. */
  @Test
  void whoseKeyItIsCannotBeFoundOut() throws Exception {
    String arn = kms.arn("ecc-nist-p256");
    kms.local().faults().always("ListKeys", Fault.accessDenied());

    KeyStore store = file(kms.provider(), arn);
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("web", null));
    Explanation.assertExplains(
        e,
        "'web'",
        arn,
        "ListKeys",
        "access was denied",
        "accounts=",
        Explanation.lastRequestId(kms, "ListKeys"));
    kms.assertCalls(0, "GetPublicKey");

    KeyStore told = file(kms.provider("accounts", LocalKms.ACCOUNT), arn);
    assertNotNull(told.getKey("web", null));
  }

  private static KeyStore file(Provider provider, String key) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    String text = "# AWSKMS keystore 1\n\nalias: web\nkey: " + key + "\n";
    store.load(new ByteArrayInputStream(text.getBytes(UTF_8)), null);
    return store;
  }
}
