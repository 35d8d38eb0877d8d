package io.github.kmsjca.internal.datakey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far a data key is used: age, messages, bytes, entries. */
class CacheBoundsTest {
  private static final Duration TICK = Duration.ofNanos(1);

  @Test
  void oneKeyServesManyMessages() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    for (int i = 0; i < 100; i++) {
      assertThat(harness.encrypt(10)).isEqualTo(1);
    }
    assertThat(harness.kms.calls()).isEqualTo(1);
    CacheStatistics statistics = harness.cache.encryptionStatistics();
    assertThat(statistics).isEqualTo(new CacheStatistics(99, 1, 1, 0, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void noKeyIsUsedBeyondItsAge() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    harness.pass(CacheHarness.AGE);
    assertThat(harness.encrypt(1)).isEqualTo(2);
    harness.pass(CacheHarness.AGE.minus(TICK));
    assertThat(harness.encrypt(1)).isEqualTo(2);
    assertThat(harness.kms.calls()).as("the last use began a refresh").isEqualTo(3);
  }

  /** Whether it is in use or not: the age is the key's own. */
  @Test
  void useDoesNotProlongTheAge() throws KmsCallException {
    CacheHarness harness = CacheHarness.inBackground(CacheHarness.BOUNDS);
    harness.loadFirst();
    for (int i = 0; i < 99; i++) {
      assertThat(harness.encrypt(1)).isEqualTo(1);
      harness.pass(0.01);
    }
    harness.pass(0.01);
    harness.runBackground();
    assertThat(harness.encrypt(1)).isEqualTo(2);
  }

  @Test
  void messages() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.messages(10));
    for (int i = 0; i < 35; i++) {
      assertThat(harness.encrypt(0)).isEqualTo(1 + i / 10);
    }
    // The third key's last messages, and no more than one beyond need: the successor that waits.
    assertThat(harness.kms.calls()).isEqualTo(4);
    for (int i = 35; i < 38; i++) {
      harness.encrypt(0);
    }
    assertThat(harness.kms.calls()).isEqualTo(5);
  }

  @Test
  void bytes() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.bytes(100));
    assertThat(harness.encrypt(60)).isEqualTo(1);
    assertThat(harness.encrypt(40)).isEqualTo(1);
    assertThat(harness.encrypt(0)).isEqualTo(2);
    assertThat(harness.encrypt(99)).isEqualTo(2);
    assertThat(harness.encrypt(2)).isEqualTo(3);
  }

  /** Of the bound itself: it is within it. */
  @Test
  void aMessageAsLongAsTheBound() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.bytes(100));
    assertThat(harness.encrypt(100)).isEqualTo(1);
    assertThat(harness.encrypt(100)).isEqualTo(2);
    assertThat(harness.cache.encryptionStatistics().bypasses()).isZero();
  }

  @Test
  void aLongerMessageGetsAKeyOfItsOwn() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.bytes(100));
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.encrypt(101)).isEqualTo(2);
    assertThat(FakeKms.isZero(harness.kms.handedOut.get(1))).isTrue();
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(harness.cache.encryptionStatistics().bypasses()).isEqualTo(1);
  }

  @Test
  void aStreamIsChargedAsItGoes() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.bytes(100));
    EncryptionKey stream = harness.cache.forEncryption(harness.request, 0);
    stream.charge(60);
    assertThat(harness.encrypt(1)).isEqualTo(1);
    stream.charge(60);
    stream.charge(Long.MAX_VALUE);
    assertThat(harness.encrypt(0)).isEqualTo(2);
    assertThat(FakeKms.number(stream.bytes())).as("goes on in any case").isEqualTo(1);
    stream.charge(1);
    stream.release();
    assertThat(FakeKms.isZero(harness.kms.handedOut.get(0))).isTrue();
  }

  @Test
  void negativeLengthsAreAMistake() {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    assertThatIllegalArgumentException().isThrownBy(() -> harness.encrypt(-1));
  }

  @Test
  void theLeastUsedKeyMakesRoom() throws KmsCallException {
    CacheHarness harness =
        CacheHarness.of(new CacheBounds(CacheHarness.AGE, 1000, 1 << 20, 3, 2, false));
    for (int i = 0; i < 50; i++) {
      harness.encrypt(Requests.encryption(harness.kms, Map.of("number", "" + i)), 1);
      harness.decrypt(Requests.decryption(harness.kms, Requests.wrapped(i)));
    }
    assertThat(harness.cache.encryptionStatistics().entries()).isEqualTo(3);
    assertThat(harness.cache.encryptionStatistics().evictions()).isEqualTo(47);
    assertThat(harness.cache.decryptionStatistics().entries()).isEqualTo(2);
    assertThat(harness.kms.handedOut.stream().filter(b -> !FakeKms.isZero(b))).hasSize(5);
  }

  @Test
  void everyMessageHasTheSameRecipients() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    EncryptionRequest request =
        new EncryptionRequest(
            harness.kms,
            Requests.uses(List.of(FakeKms.KEY, FakeKms.OTHER_KEY)),
            Map.of(),
            Requests.SUITE);
    EncryptionKey one = harness.cache.forEncryption(request, 1);
    EncryptionKey two = harness.cache.forEncryption(request, 1);
    assertThat(two.encodedRecipients()).isSameAs(one.encodedRecipients());
    assertThat(one.dataKeys()).hasSize(2).isEqualTo(two.dataKeys());
    assertThat(harness.kms.generated).hasValue(1);
    assertThat(harness.kms.encrypted).hasValue(1);
  }

  /** Without a key per message the data key is the message key: two messages, the same IVs. */
  @Test
  void suitesWithoutDerivationAreNeverCached() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.BOUNDS);
    for (MessageSuite suite : MessageSuite.values()) {
      EncryptionRequest encryption =
          new EncryptionRequest(harness.kms, Requests.uses(List.of(FakeKms.KEY)), Map.of(), suite);
      int one = harness.encrypt(encryption, 1);
      int two = harness.encrypt(encryption, 1);
      assertThat(one == two).as("%s", suite).isEqualTo(suite.derivation() != null);
      int before = harness.kms.decrypted.get();
      byte[] bytes = new byte[suite.keyLength()];
      bytes[0] = 1;
      DecryptionRequest decryption =
          new DecryptionRequest(
              harness.kms, KeyUse.of(FakeKms.KEY), FakeKms.wrapped(bytes), Map.of(), suite);
      harness.decrypt(decryption);
      harness.decrypt(decryption);
      assertThat(harness.kms.decrypted.get() - before)
          .isEqualTo(suite.derivation() != null ? 1 : 2);
    }
    assertThat(harness.cache.encryptionStatistics().bypasses()).isEqualTo(6);
    assertThat(harness.cache.decryptionStatistics().bypasses()).isEqualTo(6);
  }

  @Test
  void anUnwrappedKeyServesUntilItsAge() throws KmsCallException {
    CacheHarness harness = CacheHarness.of(CacheHarness.messages(1));
    DecryptionRequest request = Requests.decryption(harness.kms, Requests.wrapped(1));
    for (int i = 0; i < 100; i++) {
      harness.decrypt(request);
    }
    harness.pass(CacheHarness.AGE.minus(TICK));
    harness.decrypt(request);
    assertThat(harness.kms.decrypted).hasValue(1);
    harness.pass(TICK);
    harness.decrypt(request);
    assertThat(harness.kms.decrypted).hasValue(2);
  }
}
