package io.github.kmsjca.region;

import static io.github.kmsjca.region.TwoRegions.FIRST;
import static io.github.kmsjca.region.TwoRegions.SECOND;
import static io.github.kmsjca.region.TwoRegions.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.keystore.LogCapture;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** A Region is lost while many threads sign, and comes back. */
@Timeout(180)
class LostRegionTest {
  /** More than the calls that may be in flight, so that some wait behind those that are stuck. */
  private static final int THREADS = 64;

  private static final Duration ATTEMPT = Duration.ofSeconds(2);

  @RegisterExtension static final TestKms kms = TestKms.start();

  private static final TwoRegions regions = new TwoRegions(kms);

  @BeforeAll
  static void createKey() {
    regions.create("signer", KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
  }

  @AfterEach
  void noFault() {
    kms.local().faults().clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "reset", "internalError"})
  void theSwitchAndTheReturn(String fault) throws Exception {
    Provider provider =
        regions.provider("attemptTimeout", ATTEMPT.toSeconds() + "s", "maxConnections", "24");
    Key key = TwoRegions.key(provider, "signer");
    kms.local().calls().clear();
    try (LogCapture log = new LogCapture();
        Load load = new Load(THREADS, () -> sign(provider, key))) {
      Await.until(() -> load.done() > 500);
      assertThat(regions.calls(SECOND, "*")).isZero();
      load.begin();
      regions.first().always("*", Fault.parse(fault));
      Await.until(() -> log.contains("WARNING KMS in Region " + FIRST + " is given up"));
      int switched = load.done();
      Await.until(() -> load.done() > switched + 1000);
      assertThat(load.percentile(99)).isLessThanOrEqualTo(ATTEMPT.multipliedBy(2));
      regions.first().clear();
      Await.until(() -> log.contains("INFO KMS in Region " + FIRST + " is back"));
      kms.local().calls().clear();
      Await.until(() -> regions.calls(FIRST, "Sign") > 500);
      // Those that were on their way.
      assertThat(regions.calls(SECOND, "Sign")).isLessThanOrEqualTo(THREADS);
      assertThat(load.failures()).isEmpty();
      assertThat(log.text().split(" is given up", -1)).as(log.text()).hasSize(2);
    }
  }

  /** One of the calls tries the Region; for it too the second is there. */
  @Test
  void whileItIsLostItIsLeftAlone() throws Exception {
    // Long enough for the second, however busy this machine is.
    Provider provider = regions.provider("attemptTimeout", "3s");
    Key key = TwoRegions.key(provider, "signer");
    regions.first().always("*", Fault.hang());
    sign(provider, key);
    kms.local().calls().clear();
    try (Load load = new Load(8, () -> sign(provider, key))) {
      Await.until(() -> regions.calls(FIRST, "Sign") == 1);
      int before = load.done();
      Await.until(() -> load.done() > before + 500);
      assertThat(load.failures()).isEmpty();
    }
    // The one that was awaited, and, 1 to 2 s after that one has ended, perhaps another.
    assertThat(regions.calls(FIRST, "Sign")).isBetween(1L, 3L);
    assertThat(regions.calls(SECOND, "Sign")).isGreaterThan(100);
  }

  /** Threads that call again and again. */
  private static final class Load implements AutoCloseable {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final CountDownLatch left;

    private interface Call {
      Object call() throws Exception;
    }

    Load(int threads, Call call) {
      left = new CountDownLatch(threads);
      for (int i = 0; i < threads; i++) {
        Thread thread = new Thread(() -> run(call), "load");
        thread.setDaemon(true);
        thread.start();
      }
    }

    private void run(Call call) {
      while (!ended.get()) {
        long begin = System.nanoTime();
        try {
          call.call();
        } catch (Throwable e) {
          failures.add(e);
        }
        nanos.add(System.nanoTime() - begin);
      }
      left.countDown();
    }

    /** Forgets what was. */
    void begin() {
      nanos.clear();
    }

    int done() {
      return nanos.size();
    }

    Duration percentile(int percent) {
      List<Long> sorted = new ArrayList<>(nanos);
      sorted.sort(null);
      return Duration.ofNanos(sorted.get((sorted.size() - 1) * percent / 100));
    }

    List<Throwable> failures() {
      return List.copyOf(failures);
    }

    @Override
    public void close() {
      ended.set(true);
      try {
        left.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
