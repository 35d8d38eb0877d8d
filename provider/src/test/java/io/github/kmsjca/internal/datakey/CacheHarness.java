package io.github.kmsjca.internal.datakey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.telemetry.Gauges;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A cache whose time, chance, threads and KMS are the test's. */
final class CacheHarness {
  static final Duration AGE = Duration.ofMinutes(5);

  /** Longer than any key lives: a load that comes late is one thing, and one never made another. */
  static final Duration PATIENCE = AGE.multipliedBy(10);

  static final CacheBounds BOUNDS = new CacheBounds(AGE, 1000, 1 << 20, 100, 100, false);

  /** Begins shortly before the ticker overflows, as a real one may. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - AGE.toNanos() / 2);

  private final Queue<Runnable> background = new ArrayDeque<>();

  final FakeKms kms = new FakeKms();
  final EncryptionRequest request = Requests.encryption(kms);
  final CachingDataKeySource cache;
  volatile double jitter = 0.5;

  private CacheHarness(CacheBounds bounds, Executor executor, boolean inBackground) {
    Executor loads = inBackground ? background::add : executor;
    this.cache =
        new CachingDataKeySource(
            bounds,
            new CacheEnvironment(
                nanos::get, () -> jitter, Scheduler.disabledScheduler(), loads, loads, PATIENCE),
            new Gauges("DataKeyCache", "a test"));
  }

  /** Loads run where they are asked for. */
  static CacheHarness of(CacheBounds bounds) {
    return new CacheHarness(bounds, Runnable::run, false);
  }

  /** Loads run when the test says so. */
  static CacheHarness inBackground(CacheBounds bounds) {
    return new CacheHarness(bounds, Runnable::run, true);
  }

  static CacheHarness on(Executor executor, CacheBounds bounds) {
    return new CacheHarness(bounds, executor, false);
  }

  static CacheBounds messages(long maxMessages) {
    return new CacheBounds(AGE, maxMessages, 1 << 20, 100, 100, false);
  }

  static CacheBounds bytes(long maxBytes) {
    return new CacheBounds(AGE, 1000, maxBytes, 100, 100, false);
  }

  void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  /** That part of a key's age passes. */
  void pass(double ages) {
    nanos.addAndGet((long) (ages * AGE.toNanos()));
  }

  /** Runs the loads that wait; tells how many there were. */
  int runBackground() {
    int ran = 0;
    for (Runnable load = background.poll(); load != null; load = background.poll()) {
      load.run();
      ran++;
    }
    return ran;
  }

  /**
   * Brings the first key where loads run in the background: who cannot wait leaves a load behind.
   */
  void loadFirst() {
    Thread.currentThread().interrupt();
    try {
      assertFails(KmsFailure.INTERRUPTED, () -> encrypt(1));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(runBackground()).isEqualTo(1);
  }

  /** One message, to the end; tells which of KMS's keys it used. */
  int encrypt(long length) throws KmsCallException {
    return encrypt(request, length);
  }

  int encrypt(EncryptionRequest message, long length) throws KmsCallException {
    EncryptionKey key = cache.forEncryption(message, length);
    int number = FakeKms.number(key.bytes());
    key.release();
    return number;
  }

  void decrypt(DecryptionRequest message) throws KmsCallException {
    DecryptionKey key = cache.forDecryption(message);
    assertThat(FakeKms.wrapped(key.bytes())).isEqualTo(message.wrapped());
    key.release();
  }

  static void assertFails(KmsFailure failure, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KmsCallException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }

  /** Until it is so, or the test's time is up. */
  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(50_000); // leaves the processor to what is waited for
    }
  }
}
