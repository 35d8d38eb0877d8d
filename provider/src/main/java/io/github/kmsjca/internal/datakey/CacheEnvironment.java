package io.github.kmsjca.internal.datakey;

import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
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
  private static final int IDLE_SECONDS = 5;

  /**
   * The real ones.
   *
   * @param maxCalls KMS calls at the same time
   * @param patience how long a load may wait for its turn
   */
  static CacheEnvironment system(int maxCalls, Duration patience) {
    return new CacheEnvironment(
        Ticker.systemTicker(),
        () -> ThreadLocalRandom.current().nextDouble(),
        Scheduler.systemScheduler(),
        executor("awskms-data-keys", maxCalls),
        // However many there are to decrypt, some connections are left for the others.
        executor("awskms-data-keys-decrypt", maxCalls - maxCalls / 5),
        patience);
  }

  Lifetimes lifetimes(Duration maxAge, boolean refreshing) {
    return new Lifetimes(ticker, jitter, maxAge, refreshing);
  }

  private static Executor executor(String name, int threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> thread(name, task));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /**
   * Nothing of the caller whose load it happens to be: neither its thread locals nor its class
   * loader, nor its permissions.
   */
  @SuppressWarnings("removal") // JDK 17 may have a security manager
  private static Thread thread(String name, Runnable task) {
    PrivilegedAction<Thread> action =
        () -> {
          Thread thread = new Thread(null, task, name, 0, false);
          thread.setContextClassLoader(CacheEnvironment.class.getClassLoader());
          thread.setDaemon(true);
          return thread;
        };
    return AccessController.doPrivileged(action);
  }
}
