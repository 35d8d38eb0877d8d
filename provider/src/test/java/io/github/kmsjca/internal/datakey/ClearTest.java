package io.github.kmsjca.internal.datakey;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.kms.KmsCallException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys that leave are wiped: at once, or when their last message ends. */
class ClearTest {
  private final CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);

  @Test
  void clearingWipesAllKeys() throws KmsCallException {
    for (int i = 0; i < 50; i++) {
      harness.encrypt(Requests.encryption(harness.kms, Map.of("number", "" + i)), 1);
      harness.decrypt(Requests.decryption(harness.kms, Requests.wrapped(i)));
    }
    harness.pass(0.85);
    harness.encrypt(Requests.encryption(harness.kms, Map.of("number", "1")), 1); // a successor
    assertThat(harness.kms.handedOut).hasSize(101).noneMatch(FakeKms::isZero);
    harness.cache.clear();
    assertThat(harness.kms.isAllWiped()).isTrue();
    assertThat(harness.cache.encryptionStatistics().entries()).isZero();
    assertThat(harness.cache.decryptionStatistics().entries()).isZero();
    assertThat(harness.encrypt(1)).as("goes on").isEqualTo(52);
  }

  /** Also what the views of a cache do not show any more. */
  @Test
  void clearingWipesWhatJustExpired() throws KmsCallException {
    harness.encrypt(1);
    harness.pass(1);
    harness.cache.clear();
    assertThat(harness.kms.isAllWiped()).isTrue();
  }

  @Test
  void messagesUnderWayKeepTheirKey() throws KmsCallException {
    EncryptionKey one = harness.cache.forEncryption(harness.request, 1);
    EncryptionKey two = harness.cache.forEncryption(harness.request, 1);
    harness.cache.clear();
    one.release();
    assertThat(FakeKms.number(two.bytes())).isEqualTo(1);
    assertThat(harness.encrypt(1)).isEqualTo(2);
    two.release();
    assertThat(FakeKms.isZero(harness.kms.handedOut.get(0))).isTrue();
    assertThat(FakeKms.isZero(harness.kms.handedOut.get(1))).isFalse();
  }

  /** A load that began before serves who started it, and is not kept. */
  @Test
  void whatComesAfterwardsIsNotKept() throws KmsCallException {
    CacheHarness later = CacheHarness.inBackground(CacheHarness.BOUNDS);
    later.loadFirst();
    later.pass(0.85);
    later.encrypt(1);
    later.cache.clear();
    assertThat(later.runBackground()).isEqualTo(1);
    assertThat(later.kms.isAllWiped()).isTrue();
    assertThat(later.cache.encryptionStatistics().entries()).isZero();
    later.loadFirst();
    assertThat(later.encrypt(1)).isEqualTo(3);
  }

  /** A wheel turns about once in a second, so that is how late it may be. */
  @Test
  void whatExpiresIsWipedThoughNobodyAsks() throws KmsCallException {
    harness.encrypt(1);
    harness.pass(0.85);
    harness.encrypt(1); // a successor, which waits
    harness.decrypt(Requests.decryption(harness.kms, Requests.wrapped(1)));
    harness.pass(0.16);
    harness.cache.cleanUp();
    assertThat(harness.kms.handedOut).filteredOn(FakeKms::isZero).hasSize(1);
    harness.pass(0.85);
    harness.cache.cleanUp();
    assertThat(harness.kms.isAllWiped()).isTrue();
    assertThat(harness.cache.encryptionStatistics().entries()).isZero();
    assertThat(harness.cache.encryptionStatistics().evictions()).isEqualTo(2);
    assertThat(harness.cache.decryptionStatistics().evictions()).isEqualTo(1);
  }

  /** Without a key in use there is nothing that a successor could wait for. */
  @Test
  void crowdedOutWithTheirSuccessors() throws KmsCallException {
    CacheHarness small =
        CacheHarness.of(new CacheBounds(CacheHarness.AGE, 1000, 1 << 20, 1, 1, false));
    small.encrypt(1);
    small.pass(0.85);
    small.encrypt(1);
    assertThat(small.cache.encryptionStatistics().entries()).isEqualTo(2);
    small.encrypt(Requests.encryption(small.kms, Map.of("another", "tenant")), 1);
    small.cache.cleanUp();
    assertThat(small.kms.handedOut.stream().filter(b -> !FakeKms.isZero(b))).hasSize(1);
  }
}
