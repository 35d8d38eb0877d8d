package io.github.kmsjca.internal.random;

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
  /** The real ones. A thread lives for one call to KMS, of which there is one in minutes. */
  static RandomEnvironment system() {
    return new RandomEnvironment(
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble(),
        task -> {
          // Nothing of the caller whose use it happens to be: neither its thread locals nor its
          // class loader.
          Thread thread = new Thread(null, task, "awskms-random", 0, false);
          thread.setContextClassLoader(RandomEnvironment.class.getClassLoader());
          thread.setDaemon(true);
          thread.start();
        });
  }
}
