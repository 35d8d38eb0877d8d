package io.github.kmsjca.internal.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.SilentGateway;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When KMS is asked, and what becomes of its bytes: with a clock and threads of the test's. */
class EntropyPoolTest {
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final long FAR = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

  /** Near its end, since {@link System#nanoTime} may pass that at any time. */
  private final AtomicLong clock = new AtomicLong(FAR);

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final RecordingDrbg drbg = new RecordingDrbg();
  private final Kms kms = new Kms();
  private final EntropyPool pool = pool(tasks::add);

  /** Gives 7, 8, 9 ..., in arrays that it keeps. */
  private static final class Kms extends SilentGateway {
    final List<byte[]> handedOut = new ArrayList<>();
    final AtomicInteger calls = new AtomicInteger();
    @Nullable KmsFailure failure;

    @Override
    @SuppressWarnings("unchecked") // of a GenerateRandom
    public <R> R perform(KmsCall<?, R> call) throws KmsCallException {
      calls.incrementAndGet();
      if (failure != null) {
        throw new KmsCallException(failure, call.operation(), "", "", null);
      }
      byte[] bytes = new byte[EntropyPool.SEED_LENGTH];
      Arrays.fill(bytes, (byte) (7 + handedOut.size()));
      handedOut.add(bytes);
      return (R) bytes;
    }
  }

  private EntropyPool pool(Executor background) {
    return new EntropyPool(
        "AWSKMS", kms, drbg, new ReseedSchedule(clock::get, () -> 0.5, INTERVAL), background);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  /** Uses the pool, and does what it wants done; answers whether it wanted anything. */
  private boolean useAsks() {
    pool.use();
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    assertTrue(tasks.isEmpty());
    return task != null;
  }

  @Test
  void thePlatformSeedsAndKmsAdds() {
    List<String> fromThePlatform = List.of("1 bytes", "seed of 48", RecordingDrbg.reseed(99));
    assertEquals(fromThePlatform, drbg.asked);
    drbg.asked.clear();
    assertTrue(useAsks());
    assertEquals(List.of(RecordingDrbg.reseed(7)), drbg.asked);
    assertEquals(1, pool.answers());
  }

  @Test
  void kmsIsAskedOncePerIntervalAndOnlyWhileInUse() {
    assertEquals(0, kms.calls.get(), "made, but not used");
    assertTrue(useAsks());
    assertTrue(!useAsks());
    pass(INTERVAL.minusNanos(1));
    assertTrue(!useAsks());
    pass(Duration.ofNanos(1));
    assertTrue(useAsks());
    pass(INTERVAL.multipliedBy(100));
    assertEquals(2, kms.calls.get(), "idle");
    assertTrue(useAsks());
    assertTrue(!useAsks());
  }

  @Test
  void thereIsOneCallAtATime() {
    for (int i = 0; i < 1000; i++) {
      pool.use();
      pool.hasten();
    }
    assertEquals(1, tasks.size());
    tasks.remove().run();
    assertEquals(1, kms.calls.get());
  }

  /** Each with a thread of its own, and all at the moment when it is due. */
  @Test
  void aCrowdMakesOneCall() throws Exception {
    int threads = 64;
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try {
      EntropyPool crowded = pool(task -> new Thread(task).start());
      for (int round = 1; round <= 50; round++) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> uses = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          uses.add(
              callers.submit(
                  () -> {
                    start.await();
                    return crowded.use();
                  }));
        }
        start.countDown();
        for (Future<?> use : uses) {
          use.get();
        }
        while (crowded.answers() < round) {
          crowded.use(); // in case that all came while the thread before was about to end
        }
        assertEquals(round, kms.calls.get());
        pass(INTERVAL);
      }
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void generatorsSeeThatThereIsSomethingNew() {
    long before = pool.use();
    assertNotEquals(0, before);
    assertEquals(before, pool.use());
    tasks.remove().run();
    long after = pool.use();
    assertNotEquals(before, after);
    pool.renew();
    assertNotEquals(after, pool.use());
    assertThat(pool.draw()).hasSize(48).isNotEqualTo(pool.draw());
  }

  @Test
  void bytesOfKmsAreWiped() {
    assertTrue(useAsks());
    assertThat(kms.handedOut.get(0)).hasSize(48).containsOnly(0);
  }

  @Test
  void afterASnapshotTheOperatingSystemIsAsked() {
    assertTrue(useAsks());
    drbg.asked.clear();
    pool.renew();
    assertEquals(List.of("seed of 48", RecordingDrbg.reseed(99)), drbg.asked);
    assertEquals(1, kms.calls.get());
    pass(Duration.ofSeconds(1));
    assertTrue(useAsks(), "and KMS, by the next use");
  }

  @Test
  void hasteMakesItDue() {
    assertTrue(useAsks());
    pass(Duration.ofSeconds(1));
    pool.hasten();
    tasks.remove().run();
    assertEquals(2, kms.calls.get());
    pass(INTERVAL.minusNanos(1));
    assertTrue(!useAsks());
  }

  /** Else who reseeds for each request would make a call for each. */
  @Test
  void hasteMakesOneCallASecondAtMost() {
    assertTrue(useAsks());
    for (int i = 0; i < 100; i++) {
      pool.hasten();
    }
    assertTrue(tasks.isEmpty());
    pass(Duration.ofSeconds(1).minusNanos(1));
    assertTrue(!useAsks());
    pass(Duration.ofNanos(1));
    assertTrue(useAsks());
  }

  /** Whether it may pass or not: it may have been the policy that was wrong. */
  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "ACCESS_DENIED", "CONFIGURATION", "REENTRY"})
  void afterFailuresItTriesLaterAndLater(KmsFailure failure) {
    kms.failure = failure;
    assertTrue(useAsks());
    long[] seconds = {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300};
    for (long pause : seconds) {
      Duration spread = Duration.ofMillis(pause * 750);
      pass(spread.minusNanos(1));
      pool.hasten();
      assertTrue(!useAsks(), "haste does not shorten a pause");
      pass(Duration.ofNanos(1));
      assertTrue(useAsks());
    }
    assertEquals(1 + seconds.length, kms.calls.get());
    assertEquals(0, pool.answers());
    kms.failure = null;
    pass(INTERVAL);
    assertTrue(useAsks());
    assertEquals(1, pool.answers());
    pass(INTERVAL.minusNanos(1));
    assertTrue(!useAsks());
    kms.failure = failure;
    pass(Duration.ofNanos(1));
    assertTrue(useAsks());
    pass(Duration.ofMillis(750));
    assertTrue(useAsks(), "the next outage begins with short pauses");
  }

  @Test
  void noThreadIsAFailureLikeOthers() {
    AtomicInteger attempts = new AtomicInteger();
    List<Throwable> reasons =
        List.of(new OutOfMemoryError("no thread"), new RejectedExecutionException());
    EntropyPool poor =
        pool(
            task -> {
              Throwable reason = reasons.get(attempts.getAndIncrement() % 2);
              if (reason instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) reason;
            });
    long era = poor.use();
    assertEquals(era, poor.use());
    assertEquals(1, attempts.get());
    pass(Duration.ofSeconds(1));
    poor.use();
    assertEquals(2, attempts.get());
  }
}
