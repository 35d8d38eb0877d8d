package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys in use are renewed before they end, and what happens if that fails. */
class RefreshTest {
  private static final CacheBounds REFRESHING_BOTH =
      new CacheBounds(CacheHarness.AGE, 1000, 1 << 20, 100, 100, true);

  @Test
  void nobodyWaitsAfterTheFirstLoad() throws KmsCallException {
    CacheHarness harness = CacheHarness.inBackground(CacheHarness.BOUNDS);
    harness.loadFirst();
    for (int i = 0; i < 1000; i++) {
      harness.encrypt(1); // with no thread to load on, it could not wait
      harness.pass(0.01);
      harness.runBackground();
    }
    CacheStatistics statistics = harness.cache.encryptionStatistics();
    assertThat(statistics.hits()).isEqualTo(1000);
    assertThat(statistics.loads()).isEqualTo(1);
    assertThat(harness.kms.calls()).as("for ten ages").isBetween(10, 14);
  }

  /** The successor waits, as long as its predecessor may still be used. */
  @Test
  void theSuccessorWaitsForItsTurn() throws KmsCallException {
    CacheHarness harness = CacheHarness.inBackground(CacheHarness.BOUNDS);
    harness.loadFirst();
    harness.pass(0.79);
    harness.encrypt(1);
    assertThat(harness.runBackground()).as("not yet").isZero();
    harness.pass(0.02);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.runBackground()).as("once").isEqualTo(1);
    harness.pass(0.18);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.cache.encryptionStatistics().entries()).isEqualTo(2);
    harness.pass(0.01);
    assertThat(harness.encrypt(1)).isEqualTo(2);
    assertThat(harness.runBackground()).isZero();
    assertThat(FakeKms.isZero(harness.kms.handedOut.get(0))).isTrue();
  }

  /** It lives from when it came, not from when it is used. */
  @Test
  void theSuccessorsAgeIsItsOwn() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    harness.encrypt(1);
    harness.pass(0.81);
    harness.encrypt(1);
    harness.pass(1);
    assertThat(harness.encrypt(1)).as("both are too old").isEqualTo(3);
    assertThat(harness.cache.encryptionStatistics().loads()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.69, 0.71", "0.5, 0.79, 0.81", "0.999, 0.89, 0.91"})
  void jitterSpreadsRefreshes(double jitter, double early, double late) throws KmsCallException {
    CacheHarness harness = CacheHarness.inBackground(CacheHarness.BOUNDS);
    harness.jitter = jitter;
    harness.loadFirst();
    harness.pass(early);
    harness.encrypt(1);
    assertThat(harness.runBackground()).isZero();
    harness.pass(late - early);
    harness.encrypt(1);
    assertThat(harness.runBackground()).isEqualTo(1);
  }

  @Test
  void whatIsNotUsedIsNotRefreshed() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    harness.encrypt(1);
    harness.pass(0.9);
    harness.cache.cleanUp();
    assertThat(harness.kms.calls()).isEqualTo(1);
  }

  @Test
  void messagesBringARefreshForward() throws KmsCallException {
    CacheHarness harness = CacheHarness.inBackground(CacheHarness.messages(10));
    harness.loadFirst(); // and counts
    for (int i = 1; i < 7; i++) {
      harness.encrypt(1);
    }
    assertThat(harness.runBackground()).isZero();
    harness.encrypt(1);
    harness.encrypt(1);
    assertThat(harness.runBackground()).isEqualTo(1);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.encrypt(1)).isEqualTo(2);
    assertThat(harness.runBackground()).isZero();
  }

  @Test
  void bytesBringARefreshForward() throws KmsCallException {
    CacheHarness harness = CacheHarness.inBackground(CacheHarness.bytes(1000));
    harness.loadFirst();
    harness.encrypt(798);
    assertThat(harness.runBackground()).isZero();
    harness.encrypt(1);
    assertThat(harness.runBackground()).isEqualTo(1);
    assertThat(harness.encrypt(200)).isEqualTo(1);
    assertThat(harness.encrypt(200)).isEqualTo(2);
  }

  /** By age first, then by count: one successor is enough. */
  @Test
  void oneSuccessorForAllReasons() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.messages(10));
    harness.encrypt(1);
    harness.pass(0.85);
    for (int i = 1; i < 10; i++) {
      assertThat(harness.encrypt(1)).isEqualTo(1);
    }
    assertThat(harness.kms.calls()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = KmsFailure.class,
      names = {"ACCESS_DENIED", "DISABLED", "PENDING_DELETION", "PENDING_IMPORT", "NOT_FOUND"})
  void aRefusedRefreshEndsTheKey(KmsFailure failure) throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    harness.encrypt(1);
    harness.pass(0.85);
    harness.kms.failure = failure;
    assertThat(harness.encrypt(1)).as("its lease came first").isEqualTo(1);
    assertThat(harness.kms.isAllWiped()).isTrue();
    assertFails(failure, () -> harness.encrypt(1));
    assertThat(harness.cache.encryptionStatistics().refreshFailures()).isEqualTo(1);
    harness.kms.failure = null;
    assertThat(harness.encrypt(1)).as("recovers").isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(
      value = KmsFailure.class,
      names = {
        "THROTTLED",
        "INVALID_STATE",
        "QUOTA",
        "UNAVAILABLE",
        "TIMED_OUT",
        "BUSY",
        "UNREACHABLE",
        "NOT_KMS",
        "UNTRUSTED",
        "UNEXPECTED",
        "NO_CREDENTIALS"
      })
  void aFailedRefreshLeavesTheKeyToItsAge(KmsFailure failure) throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    harness.encrypt(1);
    harness.kms.failure = failure;
    harness.pass(0.85);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    harness.pass(0.1499);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    harness.pass(0.0001);
    assertFails(failure, () -> harness.encrypt(1));
    assertFails(failure, () -> harness.encrypt(1));
    assertThat(harness.kms.isAllWiped()).isTrue();
    harness.kms.failure = null;
    int calls = harness.kms.calls();
    assertThat(harness.encrypt(1)).as("recovers").isEqualTo(calls + 1);
  }

  @Test
  void aMistakeOfOursLeavesTheKeyToItsAge() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    harness.encrypt(1);
    harness.kms.bug = new IllegalStateException("a bug");
    harness.pass(0.85);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.kms.calls()).isEqualTo(2);
  }

  /** With pauses that grow, and not with every message. */
  @Test
  void aFailedRefreshIsTriedAgainLaterAndLater() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    harness.encrypt(1);
    harness.kms.failure = KmsFailure.THROTTLED;
    harness.pass(0.81);
    for (int second = 0; second < 50; second++) {
      for (int i = 0; i < 3; i++) {
        assertThat(harness.encrypt(1)).isEqualTo(1);
      }
      harness.pass(Duration.ofSeconds(1));
    }
    assertThat(harness.cache.encryptionStatistics().refreshFailures()).isEqualTo(4);
    harness.kms.failure = null;
    harness.pass(Duration.ofSeconds(5));
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.cache.encryptionStatistics().refreshes()).isEqualTo(1);
    int last = harness.kms.calls();
    harness.pass(Duration.ofSeconds(5));
    assertThat(harness.encrypt(1)).as("its successor").isEqualTo(last);
  }

  @Test
  void countsBringARefreshForwardOnlyOnce() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.messages(100));
    harness.encrypt(1);
    harness.kms.failure = KmsFailure.THROTTLED;
    for (int i = 1; i < 100; i++) {
      assertThat(harness.encrypt(1)).isEqualTo(1);
    }
    assertThat(harness.cache.encryptionStatistics().refreshFailures()).isEqualTo(1);
  }

  /** A refresh that is late is what the next caller waits for: no second call. */
  @Test
  void aLateRefreshIsNotDoubled() throws Exception {
    CacheHarness harness = CacheHarness.inBackground(CacheHarness.BOUNDS);
    harness.loadFirst();
    harness.pass(0.85);
    harness.encrypt(1);
    harness.pass(0.2);
    Thread.currentThread().interrupt();
    assertFails(KmsFailure.INTERRUPTED, () -> harness.encrypt(1));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(harness.runBackground()).isEqualTo(1);
    assertThat(harness.encrypt(1)).isEqualTo(2);
  }

  /** Loads may take longer than keys live: that is no reason to load more. */
  @Test
  void whatIsNotToBeRefreshedNeverIs() {
    CachedKey key =
        new CachedDecryptionKey(new DataKey(new byte[] {1}), new Lifetime(0, 100, 100, 0));
    assertThat(key.claimRefresh(99)).isFalse();
    assertThat(key.claimRefresh(101)).isFalse();
    key.bringRefreshForward();
    assertThat(key.claimRefresh(101)).isFalse();
  }

  @Test
  void unwrappedKeysAreRefreshedOnlyIfAskedFor() throws KmsCallException {
    for (CacheBounds bounds : new CacheBounds[] {CacheHarness.BOUNDS, REFRESHING_BOTH}) {
      CacheHarness harness = CacheHarness.of(bounds);
      DecryptionRequest request = Requests.decryption(harness.kms, Requests.wrapped(1));
      harness.decrypt(request);
      harness.pass(0.95);
      harness.decrypt(request);
      harness.pass(0.05);
      harness.decrypt(request);
      assertThat(harness.kms.decrypted).hasValue(2);
      assertThat(harness.cache.decryptionStatistics().hits())
          .isEqualTo(bounds.refreshDecrypt() ? 2 : 1);
    }
  }

  @Test
  void anUnwrappedKeyEndsWhenKmsRefusesToUnwrapItAgain() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(REFRESHING_BOTH);
    DecryptionRequest request = Requests.decryption(harness.kms, Requests.wrapped(1));
    harness.decrypt(request);
    harness.pass(0.95);
    harness.kms.failure = KmsFailure.ACCESS_DENIED;
    harness.decrypt(request);
    assertFails(KmsFailure.ACCESS_DENIED, () -> harness.decrypt(request));
    assertThat(harness.kms.isAllWiped()).isTrue();
  }
}
