package io.github.kmsjca.internal.datakey;

import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kmsjca.internal.lifecycle.Delays;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.internal.lifecycle.Workers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Time, chance and threads of a cache; tests bring their own.
 *
 * @param jitter from 0 to below 1
 * @param scheduler wakes the cache up to wipe what expired
 * @param loads runs loads for encryption
 * @param decryptLoads runs loads for decryption: garbage to decrypt must not hold up encryption
 * @param patience how long a load may wait for its turn to call KMS
 */
record CacheEnvironment(
    Ticker ticker,
    DoubleSupplier jitter,
    Scheduler scheduler,
    Executor loads,
    Executor decryptLoads,
    Duration patience) {
  private static final Duration IDLE = Duration.ofSeconds(5);

  /**
   * The real ones.
   *
   * @param lifecycle ends the threads
   * @param maxCalls KMS calls at the same time
   * @param patience how long a load may wait for its turn
   */
  static CacheEnvironment system(Lifecycle lifecycle, int maxCalls, Duration patience) {
    Alarm alarm = new Alarm();
    lifecycle.add(() -> Delays.forget(alarm));
    return new CacheEnvironment(
        Ticker.systemTicker(),
        () -> ThreadLocalRandom.current().nextDouble(),
        alarm,
        Workers.of(lifecycle, "awskms-data-keys", maxCalls, IDLE),
        // However many there are to decrypt, some connections are left for the others.
        Workers.of(lifecycle, "awskms-data-keys-decrypt", maxCalls - maxCalls / 5, IDLE),
        patience);
  }

  Lifetimes lifetimes(Duration maxAge, boolean refreshing) {
    return new Lifetimes(ticker, jitter, maxAge, refreshing);
  }

  /**
   * Wakes caches up for as long as there are any: they hold it, and what it does holds no cache.
   */
  private static final class Alarm implements Scheduler {
    @Override
    public Future<?> schedule(Executor executor, Runnable command, long delay, TimeUnit unit) {
      Duration after = Duration.of(delay, unit.toChronoUnit());
      return Delays.later(this, after, alarm -> executor.execute(command));
    }
  }
}
