package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.spec.KmsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Everything at once: messages of several tenants, more tenants than entries, failing calls, time,
 * clearing, interruption. No message may see a wiped key, no key may go beyond its bounds, none may
 * be left unwiped, and nobody may wait for ever. With {@code -Psoak} for longer.
 */
@Timeout(600)
class CacheStressTest {
  private static final int MESSAGES = Boolean.getBoolean("soak") ? 2_000_000 : 20_000;
  private static final int THREADS = 8;
  private static final int TENANTS = 6;
  private static final int MAX_MESSAGES = 20;

  private final ExecutorService loads = Executors.newCachedThreadPool();
  private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
  private final CacheHarness harness =
      CacheHarness.on(loads, new CacheBounds(CacheHarness.AGE, MAX_MESSAGES, 1 << 20, 4, 3, true));

  /** By the number of the key: at worst one for every message, and its successor. */
  private final AtomicIntegerArray used = new AtomicIntegerArray(2 * MESSAGES + 1);

  @AfterEach
  void end() {
    callers.shutdownNow();
    loads.shutdownNow();
  }

  @Test
  void everythingAtOnce() throws Exception {
    List<Callable<Integer>> runs = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(thread);
      runs.add(() -> run(random));
    }
    int done = 0;
    for (Future<Integer> run : callers.invokeAll(runs)) {
      done += run.get();
    }
    assertThat(done).as("most succeed").isGreaterThan(MESSAGES / 4);
    for (int key = 0; key < used.length(); key++) {
      assertThat(used.get(key)).isLessThanOrEqualTo(MAX_MESSAGES);
    }
    await(() -> harness.cache.loadsInFlight() == 0);
    harness.cache.clear();
    await(harness.kms::isAllWiped); // leases of the interrupted end a moment later
    assertThat(harness.cache.encryptionStatistics().entries()).isZero();
    assertThat(harness.cache.decryptionStatistics().entries()).isZero();
  }

  private int run(Random random) {
    int done = 0;
    for (int i = 0; i < MESSAGES / THREADS; i++) {
      int tenant = random.nextInt(TENANTS);
      try {
        switch (random.nextInt(200)) {
          case 0 -> harness.cache.clear();
          case 1 -> harness.pass(0.1 * random.nextDouble());
          case 2 -> harness.kms.failure = KmsFailure.THROTTLED;
          case 3 -> harness.kms.failure = KmsFailure.ACCESS_DENIED;
          case 4, 5, 6, 7, 8, 9 -> harness.kms.failure = null;
          case 10 -> Thread.currentThread().interrupt();
          default -> {
            if (random.nextBoolean()) {
              encrypt(tenant);
            } else {
              harness.decrypt(Requests.decryption(harness.kms, Requests.wrapped(tenant)));
            }
            done++;
          }
        }
      } catch (KmsCallException e) {
        if (e.failure() == KmsFailure.INTERRUPTED) {
          assertThat(Thread.interrupted()).isTrue();
        } else {
          assertThat(e.failure()).isIn(KmsFailure.THROTTLED, KmsFailure.ACCESS_DENIED);
        }
      }
    }
    return done;
  }

  private void encrypt(int tenant) throws KmsCallException {
    EncryptionRequest request =
        Requests.encryption(harness.kms, Map.of("tenant", String.valueOf(tenant)));
    EncryptionKey key = harness.cache.forEncryption(request, 1);
    int number = FakeKms.number(key.bytes());
    assertThat(number).as("wiped in use").isPositive();
    used.incrementAndGet(number);
    assertThat(FakeKms.number(key.bytes())).isEqualTo(number);
    key.release();
  }
}
