package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * KMSInvalidStateException is said of what passes and of what does not: only its words tell which.
 */
class InvalidStateTest {
  private static final String ALIAS = "ecc-nist-p256";

  @RegisterExtension static final TestKms kms = TestKms.start();

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:kms:eu-west-1:111122223333:key/1 is pending deletion., PENDING_DELETION, Cancel its",
    "arn:aws:kms:eu-west-1:111122223333:key/1 is pending replica deletion., PENDING_DELETION,"
        + " Cancel its deletion",
    "arn:aws:kms:eu-west-1:111122223333:key/1 is pending import., PENDING_IMPORT,"
        + " Import the same material again",
    "arn:aws:kms:eu-west-1:111122223333:key/1 is creating., INVALID_STATE, try again",
    "The external key store proxy did not respond., INVALID_STATE, custom key store"
  })
  void itsWordsAreToldAndUnderstood(String words, String row, String advice) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.invalidState(words));
    UnrecoverableKeyException e = failure(store);
    assertEquals(row, Explanation.row(e));
    Explanation.assertExplains(e, words, advice);
    assertEquals(row.equals("INVALID_STATE"), store.isKeyEntry(ALIAS), "it passes, or does not");
  }

  @ParameterizedTest
  @CsvSource({"CustomKeyStoreInvalidStateException", "ConflictException"})
  void otherStatesThatPass(String code) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.error(400, code, "the store is connecting"));
    UnrecoverableKeyException e = failure(store);
    assertEquals("INVALID_STATE", Explanation.row(e));
    Explanation.assertExplains(e, code, "the store is connecting");
  }

  @Test
  void whatPassesIsForgottenAfterASecond() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.invalidState("The cluster is away."));
    failure(store);
    kms.local().faults().clear();
    long begin = System.nanoTime();
    Await.until(() -> works(store));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
  }

  /** Another program may have made the alias a moment ago. */
  @Test
  void anAliasInAFileIsSoonFound() throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", kms.provider());
    String text = "# AWSKMS keystore 1\n\nalias: web\nkey: alias/made-later\n";
    store.load(new ByteArrayInputStream(text.getBytes(UTF_8)), null);
    assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("web", null));
    kms.create("made-later", "ECC_NIST_P256", "SIGN_VERIFY");
    long begin = System.nanoTime();
    Await.until(() -> store.isKeyEntry("web"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
  }

  private static boolean works(KeyStore store) throws Exception {
    try {
      return store.getKey(ALIAS, null) != null;
    } catch (UnrecoverableKeyException e) {
      return false;
    }
  }

  private static UnrecoverableKeyException failure(KeyStore store) {
    return assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(ALIAS, null));
  }
}
