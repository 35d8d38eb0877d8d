package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only KMS's own no is a no: what a proxy says instead passes with the proxy's trouble. */
class WhoSaidNoTest {
  private static final String ALIAS = "ecc-nist-p256";
  private static final Duration KEPT = Duration.ofSeconds(1);

  @RegisterExtension static final TestKms kms = TestKms.start();

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "html:200",
        "html:301",
        "html:401",
        "html:403",
        "html:407",
        "html:408",
        "html:503",
        "cut"
      })
  void anAnswerThatIsNotOfKmsIsForgottenAfterASecond(String fault) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.parse(fault));
    UnrecoverableKeyException e = failure(store);
    long failed = System.nanoTime();

    assertEquals("NOT_KMS", Explanation.row(e));
    Explanation.assertExplains(
        e, "the answer is not KMS's", "a proxy or a wrong endpoint", kms.endpoint().toString());
    assertThat(e.getMessage()).doesNotContain("<", "html");
    assertTrue(store.isKeyEntry(ALIAS), "it may be back soon: JSSE is to fail loudly");

    kms.local().faults().clear();
    Await.until(() -> works(store));
    assertThat(Duration.ofNanos(System.nanoTime() - failed)).isLessThan(KEPT.multipliedBy(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"html:200", "html:301", "html:403", "html:407", "html:408", "cut"})
  void itIsAskedForOnceMore(String fault) throws Exception {
    Provider patient = kms.provider("maxAttempts", "4");
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(patient, ALIAS);
    Signing signing = Signing.start(patient, SignatureAlgorithm.SHA256_WITH_ECDSA, key);
    kms.local().faults().next("Sign", Fault.parse(fault));
    signing.assertWorksAgain();
    assertEquals(2, kms.local().calls().count("Sign"));

    kms.local().faults().always("Sign", Fault.parse(fault));
    kms.local().calls().clear();
    assertThat(signing.failure()).hasMessageContaining("2 attempts in ");
    assertEquals(2, kms.local().calls().count("Sign"), "and no more than once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"halfClose", "reset", "dropConnection"})
  void aBrokenConnectionIsToldByItsCause(String fault) throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.parse(fault));
    UnrecoverableKeyException e = failure(store);
    assertEquals("UNREACHABLE", Explanation.row(e));
    assertThat(e.getMessage())
        .containsPattern("2 attempts in [0-9.]+ s")
        .containsPattern("(Socket|NoHttpResponse|ConnectionClosed)Exception");
  }

  @Test
  void aDrippingAnswerIsATimeOut() throws Exception {
    Provider provider = kms.provider("attemptTimeout", "700ms", "maxAttempts", "1");
    kms.local().faults().always("GetPublicKey", Fault.drip(Duration.ofMillis(100)));
    assertEquals("TIMED_OUT", Explanation.row(failure(TestKms.keyStore(provider))));
  }

  /** KMS's own no, as before, and where it was said. */
  @Test
  void theMessageNamesThePlace() throws Exception {
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.accessDenied());
    UnrecoverableKeyException e = failure(store);
    assertEquals("ACCESS_DENIED", Explanation.row(e));
    assertThat(e.getMessage())
        .contains("Region us-east-1", "endpoint " + kms.endpoint())
        .containsPattern("1 attempt in [0-9.]+ s");
  }

  @Test
  void whatAServerSaysCannotDriveATerminal() throws Exception {
    String evil = "denied \u001b[31mred\u001b]0;title\u0007\r\nINFO: a second line\u009b2J\u202e";
    KeyStore store = TestKms.keyStore(kms.provider());
    kms.local().faults().always("GetPublicKey", Fault.error(400, "AccessDeniedException", evil));
    String message = failure(store).getMessage();
    assertThat(message).contains("denied", "red", "a second line");
    assertThat(message).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
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
