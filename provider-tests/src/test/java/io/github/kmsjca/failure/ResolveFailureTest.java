package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** GetPublicKey and ListAliases fail: the KeyStore says what is the matter with which key. */
class ResolveFailureTest {
  private static final String ALIAS = "ecc-nist-p256";
  @RegisterExtension static final TestKms kms = TestKms.start();

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @EnumSource
  void getKeyTells(FaultRow row) throws Exception {
    Provider provider = kms.provider(row.settings());
    KeyStore store = TestKms.keyStore(provider);
    kms.local().faults().always("GetPublicKey", row.fault);

    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(ALIAS, null));

    Explanation.assertExplains(e, "'" + ALIAS + "'", "GetPublicKey", "alias/" + ALIAS);
    Explanation.assertExplains(e, row.texts);
    Explanation.assertCausedBySdk(e, row.sdkException);
    if (row.isAnswered) {
      Explanation.assertExplains(e, Explanation.lastRequestId(kms, "GetPublicKey"));
    }
    kms.local().faults().clear();
    store.load(null, null);
    assertEquals(kms.arn(ALIAS), ((KmsPrivateKey) store.getKey(ALIAS, null)).arn());
  }

  @ParameterizedTest
  @EnumSource(names = {"ACCESS_DENIED", "THROTTLED", "CONNECTION_DROPPED", "CALL_TIMED_OUT"})
  void listingTells(FaultRow row) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider(row.settings()));
    kms.local().faults().always("ListAliases", row.fault);

    ProviderException e = assertThrowsExactly(ProviderException.class, store::aliases);

    Explanation.assertExplains(e, "ListAliases", "keys=");
    Explanation.assertExplains(e, row.texts);
    Explanation.assertCausedBySdk(e, row.sdkException);
    kms.local().faults().clear();
    assertTrue(Collections.list(store.aliases()).contains(ALIAS));
  }

  /** A handshake passes over keys that are gone for good, and fails loudly for the others. */
  @ParameterizedTest
  @EnumSource(names = {"ACCESS_DENIED", "THROTTLED"})
  void isKeyEntryIsFalseOnlyForGood(FaultRow row) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", row.fault);

    assertEquals(row == FaultRow.THROTTLED, store.isKeyEntry(ALIAS));
    assertTrue(store.containsAlias(ALIAS), "it exists all the same");
  }

  /** A handshake asks for every entry again; it must not wait for the broken one each time. */
  @Test
  void failureIsKeptForAWhile() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    for (int i = 0; i < 5; i++) {
      assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(ALIAS, null));
    }
    kms.assertCalls(1, "GetPublicKey");
  }

  @Test
  void unknownAliasOfTheAccountIsNoEntry() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    assertNull(store.getKey("no-such-alias", null));
    assertFalse(store.containsAlias("no-such-alias"));
    assertFalse(store.isKeyEntry("no-such-alias"));
    assertNull(store.getCertificateChain("no-such-alias"));
    assertNull(store.getEntry("no-such-alias", null));
  }

  /** KMS could not know such names, so it is not asked. */
  @ParameterizedTest
  @ValueSource(strings = {"", "with blank", "ä", "arn:aws:kms:nowhere", "a*"})
  void impossibleNameIsNoEntry(String name) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    assertNull(store.getKey(name, null));
    assertFalse(store.containsAlias(name));
    assertEquals(0, kms.local().calls().count());
  }

  @Test
  void unknownAliasInTheFileIsAnEntryThatTells() throws Exception {
    KeyStore store = file("alias: web\nkey: alias/no-such-alias\n");
    assertTrue(store.containsAlias("web"));
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("web", null));
    Explanation.assertExplains(
        e,
        "'web'",
        "GetPublicKey",
        "alias/no-such-alias",
        "there is no such key or alias",
        Explanation.lastRequestId(kms, "GetPublicKey"),
        "Check the name, the Region and the account");
    Explanation.assertCausedBySdk(e, NotFoundException.class);
  }

  /** By ARN and by key id it shows; by alias KMS decides which key is meant. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answerForAnotherKeyIsRefused(boolean byArn) throws Exception {
    String arn = kms.arn(ALIAS);
    String name = byArn ? arn : arn.substring(arn.indexOf('/') + 1);
    KeyStore store = file("alias: web\nkey: " + name + "\n");
    String other = kms.arn("ecc-nist-p384");
    kms.local().faults().next("GetPublicKey", Fault.wrongKeyId(other));

    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("web", null));

    Explanation.assertExplains(
        e,
        "'web'",
        "GetPublicKey",
        name,
        "answered for " + other,
        "Nothing of the answer was used",
        Explanation.lastRequestId(kms, "GetPublicKey"));
  }

  /** The answer for the other key must not be kept under either name. */
  @Test
  void answerForAnotherKeyIsForgotten() throws Exception {
    Provider provider = kms.provider();
    kms.local().faults().next("GetPublicKey", Fault.wrongKeyId(kms.arn("ecc-nist-p384")));
    KeyStore store = TestKms.keyStore(provider);
    // The first look finds that the entry exists, the second one finds the key.
    assertThat(store.containsAlias(kms.arn(ALIAS))).isTrue();
    KmsPrivateKey right = (KmsPrivateKey) TestKms.key(provider, kms.arn(ALIAS));
    KmsPrivateKey other = (KmsPrivateKey) TestKms.key(provider, kms.arn("ecc-nist-p384"));
    assertEquals(kms.arn(ALIAS), right.arn());
    assertEquals("ECC_NIST_P256", right.keySpec());
    assertEquals("ECC_NIST_P384", other.keySpec());
  }

  private static KeyStore file(String entry) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider());
    String text = "# AWSKMS keystore 1\n\n" + entry;
    store.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null);
    return store;
  }
}
