package io.github.kmsjca.internal.kms.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.internal.http.timers.TimerUtils;

/** Who interrupted, and what is left of it when the AWS SDK has cleared the flag. */
class InterruptionTest {
  private final AtomicInteger ended = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Interruption interruption =
      new Interruption(
          () -> {
            ended.incrementAndGet();
            done.countDown();
          });

  @AfterEach
  void clear() {
    Thread.interrupted();
    Interruption.take();
  }

  @Test
  void somebodysIsNoted() throws Exception {
    Thread thread = Thread.currentThread();
    interruption.start();
    Thread somebody = new Thread(thread::interrupt);
    somebody.start();
    awaitEnd();
    assertThatThrownBy(() -> interruption.stop(false)).isInstanceOf(AbortedException.class);
    assertThat(Interruption.take()).isTrue();
    assertThat(Interruption.take()).as("told once").isFalse();
    assertThat(ended).hasValue(1);
    somebody.join();
  }

  @Test
  void thatOfTheTimerIsTheSdksAffair() throws Exception {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      interruption.start();
      TimerUtils.timeSyncTaskIfNeeded(timer, 10, Thread.currentThread());
      awaitEnd();
      assertThatThrownBy(() -> interruption.stop(false)).isInstanceOf(AbortedException.class);
      assertThat(Interruption.take()).isFalse();
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void aFlagThatWasSetBeforeEndsItTooAndIsNotNoted() {
    Thread.currentThread().interrupt();
    interruption.start();
    assertThatThrownBy(() -> interruption.stop(true)).isInstanceOf(AbortedException.class);
    assertThat(ended).hasValue(1);
    assertThat(Interruption.take()).isFalse();
  }

  @Test
  void withoutOneNothingIsEnded() {
    for (int i = 0; i < 3; i++) {
      interruption.start();
      interruption.stop(true);
    }
    assertThat(ended).hasValue(0);
    assertThat(Interruption.take()).isFalse();
  }

  /** The flag is set, so nothing else can wait here. */
  private void awaitEnd() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (done.getCount() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(done.getCount()).isZero();
  }
}
