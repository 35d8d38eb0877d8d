package io.github.kmsjca.internal.random;

import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.internal.lifecycle.Workers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Time, chance and threads; tests bring their own.
 *
 * @param nanos as {@link System#nanoTime}
 * @param jitter from 0 to below 1
 * @param background runs what waits for KMS
 */
record RandomEnvironment(LongSupplier nanos, DoubleSupplier jitter, Executor background) {
  /** There is one call to KMS in minutes: no thread waits for the next. */
  private static final Duration IDLE = Duration.ofMillis(100);

  /** The real ones, for as long as the instance is open: after that nobody is asked. */
  static RandomEnvironment system(Lifecycle lifecycle) {
    Workers workers = Workers.of(lifecycle, "awskms-random", 1, IDLE);
    return new RandomEnvironment(
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble(),
        task -> {
          if (!lifecycle.isClosed()) {
            workers.execute(task);
          }
        });
  }
}
