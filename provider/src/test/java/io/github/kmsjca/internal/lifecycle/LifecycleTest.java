package io.github.kmsjca.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LifecycleTest {
  /** The two seconds are what {@code KmsProvider.close} promises, however many threads hang. */
  @Test
  void closingWaitsTwoSecondsInAll() throws Exception {
    Lifecycle lifecycle = new Lifecycle("Hanging");
    CountDownLatch begun = new CountDownLatch(3);
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      Workers.of(lifecycle, "hanging-" + i, 1, Duration.ofSeconds(5))
          .execute(
              () -> {
                begun.countDown();
                hang(end);
              });
    }
    begun.await();
    long start = System.nanoTime();
    lifecycle.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1900), Duration.ofMillis(3900));
    end.countDown();
  }

  /** As the look-up of a host name does, which no interrupt ends. */
  private static void hang(CountDownLatch end) {
    while (end.getCount() > 0) {
      var unused = Thread.interrupted();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
