package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.assertFails;
import static io.github.kmsjca.internal.datakey.CacheHarness.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.spec.KmsFailure;
import java.security.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, one KMS call; and what becomes of those who wait for it. */
@Timeout(120)
class SingleFlightTest {
  private final ExecutorService loads = Executors.newCachedThreadPool();
  private final List<Thread> callers = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    loads.shutdown();
    for (Thread caller : callers) {
      caller.join();
    }
  }

  @Test
  void concurrentMissesMakeOneCall() throws Exception {
    CacheHarness harness = CacheHarness.on(loads, CacheHarness.messages(10_000));
    FakeKms.Gate gate = harness.kms.close();
    List<Future<Integer>> messages = call(3000, () -> harness.encrypt(1));
    gate.awaitCall();
    awaitMisses(harness, 3000);
    gate.open();
    for (Future<Integer> message : messages) {
      assertThat(message.get()).isEqualTo(1);
    }
    assertThat(harness.kms.calls()).isEqualTo(1);
    assertThat(harness.cache.encryptionStatistics().misses()).isEqualTo(3000);
    assertThat(harness.cache.encryptionStatistics().loads()).isEqualTo(1);
  }

  @Test
  void concurrentDecryptionsMakeOneCall() throws Exception {
    CacheHarness harness = CacheHarness.on(loads, CacheHarness.BOUNDS);
    FakeKms.Gate gate = harness.kms.close();
    List<Future<Integer>> messages =
        call(
            300,
            () -> {
              harness.decrypt(Requests.decryption(harness.kms, Requests.wrapped(1)));
              return 0;
            });
    gate.awaitCall();
    gate.open();
    for (Future<Integer> message : messages) {
      message.get();
    }
    assertThat(harness.kms.calls()).isEqualTo(1);
  }

  /** Each message under exactly one key, no key over its bound, and no call too many. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50})
  void boundsHoldExactlyUnderConcurrency(int maxMessages) throws Exception {
    CacheHarness harness = CacheHarness.on(loads, CacheHarness.messages(maxMessages));
    int threads = 32;
    int each = 250;
    List<Future<List<Integer>>> runs =
        call(
            threads,
            () -> {
              List<Integer> keys = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                keys.add(harness.encrypt(1));
              }
              return keys;
            });
    int[] used = new int[threads * each + 2];
    for (Future<List<Integer>> run : runs) {
      for (int key : run.get()) {
        used[key]++;
      }
    }
    assertThat(used[0]).as("wiped while in use").isZero();
    assertThat(IntStream.of(used).max().orElseThrow()).isLessThanOrEqualTo(maxMessages);
    assertThat(IntStream.of(used).sum()).isEqualTo(threads * each);
    awaitIdle(harness);
    int needed = (threads * each + maxMessages - 1) / maxMessages;
    assertThat(harness.kms.calls()).isBetween(needed, needed + 1);
  }

  @Test
  void bytesHoldExactlyUnderConcurrency() throws Exception {
    CacheHarness harness =
        CacheHarness.on(
            loads, new CacheBounds(CacheHarness.AGE, Long.MAX_VALUE, 1000, 10, 10, false));
    List<Future<List<Integer>>> runs =
        call(
            32,
            () -> {
              List<Integer> keys = new ArrayList<>();
              for (int i = 0; i < 250; i++) {
                keys.add(harness.encrypt(10));
              }
              return keys;
            });
    int[] bytes = new int[32 * 250 + 2];
    for (Future<List<Integer>> run : runs) {
      for (int key : run.get()) {
        bytes[key] += 10;
      }
    }
    awaitIdle(harness);
    assertThat(IntStream.of(bytes).max().orElseThrow()).isLessThanOrEqualTo(1000);
    assertThat(harness.kms.calls()).isBetween(80, 81);
  }

  @Test
  void aFailureReachesAllWhoWaitAndIsNotKept() throws Exception {
    CacheHarness harness = CacheHarness.on(loads, CacheHarness.BOUNDS);
    harness.kms.failure = KmsFailure.THROTTLED;
    FakeKms.Gate gate = harness.kms.close();
    List<Future<Integer>> messages = call(50, () -> harness.encrypt(1));
    gate.awaitCall();
    awaitMisses(harness, 50);
    gate.open();
    for (Future<Integer> message : messages) {
      assertThatThrownBy(message::get)
          .cause()
          .isInstanceOfSatisfying(
              KmsCallException.class,
              e -> {
                assertThat(e.failure()).isEqualTo(KmsFailure.THROTTLED);
                assertThat(e.getStackTrace())
                    .as("names the caller")
                    .anyMatch(f -> f.getMethodName().equals("encrypt"));
              });
    }
    assertThat(harness.kms.calls()).isEqualTo(1);
    harness.kms.failure = null;
    assertThat(harness.encrypt(1)).isEqualTo(2);
  }

  @Test
  void mistakesOfOursReachWhoWaits() {
    CacheHarness harness = CacheHarness.on(loads, CacheHarness.BOUNDS);
    harness.kms.bug = new IllegalStateException("a bug");
    assertThatThrownBy(() -> harness.encrypt(1))
        .isInstanceOf(ProviderException.class)
        .hasRootCauseMessage("a bug");
  }

  @Test
  void withoutAThreadNobodyWaitsForEver() throws KmsCallException {
    CacheHarness harness =
        CacheHarness.on(
            task -> {
              throw new RejectedExecutionException("none left");
            },
            CacheHarness.BOUNDS);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> harness.encrypt(1))
          .isInstanceOf(ProviderException.class)
          .hasRootCauseMessage("none left");
    }
  }

  @Test
  void anInterruptedCallerLeavesAndTheLoadGoesOn() throws Exception {
    CacheHarness harness = CacheHarness.on(loads, CacheHarness.messages(2));
    FakeKms.Gate gate = harness.kms.close();
    Future<Boolean> starter = call(1, () -> isInterrupted(harness)).get(0);
    gate.awaitCall();
    List<Future<Boolean>> follower = call(1, () -> isInterrupted(harness));
    List<Future<Integer>> patient = call(1, () -> harness.encrypt(1));
    awaitMisses(harness, 3);
    callers.get(0).interrupt();
    callers.get(1).interrupt();
    assertThat(starter.get()).isTrue();
    assertThat(follower.get(0).get()).isTrue();
    gate.open();
    assertThat(patient.get(0).get()).isEqualTo(1);
    // The one who started and left had counted for one; its lease was given back.
    awaitIdle(harness);
    harness.cache.clear();
    await(harness.kms::isAllWiped);
  }

  @Test
  void anInterruptedCallerWithAKeyAtHandNeedNotWait() throws KmsCallException {
    CacheHarness harness = CacheHarness.on(loads, CacheHarness.BOUNDS);
    harness.encrypt(1);
    Thread.currentThread().interrupt();
    assertThat(harness.encrypt(1)).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** One slow tenant does not hold up another. */
  @Test
  void requestsDoNotWaitForEachOther() throws Exception {
    CacheHarness harness = CacheHarness.on(loads, CacheHarness.BOUNDS);
    FakeKms slow = new FakeKms();
    FakeKms.Gate gate = slow.close();
    List<Future<Integer>> waiting =
        call(1, () -> harness.encrypt(Requests.encryption(slow, Map.of()), 1));
    gate.awaitCall();
    assertThat(harness.encrypt(1)).isEqualTo(1);
    harness.cache.clear();
    harness.cache.cleanUp();
    gate.open();
    assertThat(waiting.get(0).get()).isEqualTo(1);
  }

  /** While KMS is silent, calls pile up; when it speaks again nobody makes those of long ago. */
  @Test
  void whoseTurnDoesNotComeInTimeIsToldSo() throws Exception {
    ExecutorService oneAtATime = Executors.newSingleThreadExecutor();
    CacheHarness harness = CacheHarness.on(oneAtATime, CacheHarness.BOUNDS);
    FakeKms silent = new FakeKms();
    FakeKms.Gate gate = silent.close();
    List<Future<Integer>> first =
        call(1, () -> harness.encrypt(Requests.encryption(silent, Map.of()), 1));
    gate.awaitCall();
    List<Future<Integer>> second = call(1, () -> harness.encrypt(1));
    awaitMisses(harness, 2);
    harness.pass(CacheHarness.PATIENCE.plusSeconds(1));
    gate.open();
    assertThat(first.get(0).get()).isEqualTo(1);
    assertThatThrownBy(second.get(0)::get)
        .cause()
        .isInstanceOfSatisfying(
            KmsCallException.class, e -> assertThat(e.failure()).isEqualTo(KmsFailure.BUSY));
    assertThat(harness.kms.calls()).isZero();
    assertThat(harness.encrypt(1)).isEqualTo(1);
    oneAtATime.shutdown();
  }

  private static boolean isInterrupted(CacheHarness harness) {
    assertFails(KmsFailure.INTERRUPTED, () -> harness.encrypt(1));
    return Thread.currentThread().isInterrupted();
  }

  private <T> List<Future<T>> call(int threads, Callable<T> call) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(threads);
    List<Future<T>> results = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      FutureTask<T> task =
          new FutureTask<>(
              () -> {
                start.countDown();
                start.await();
                return call.call();
              });
      Thread thread = new Thread(null, task, "caller", 128 << 10);
      callers.add(thread);
      thread.start();
      results.add(task);
    }
    start.await();
    return results;
  }

  /** Until so many callers have found that they must wait. */
  private static void awaitMisses(CacheHarness harness, int count) {
    await(() -> harness.cache.encryptionStatistics().misses() == count);
  }

  /** Until refreshes that nobody waits for have ended. */
  private static void awaitIdle(CacheHarness harness) {
    await(() -> harness.cache.loadsInFlight() == 0);
  }
}
