package io.github.kmsjca.internal.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for KMS in a caller's stead. They end soon after there is nothing to do, and at
 * once when their instance is closed: then what is under way is interrupted. No task is lost, since
 * somebody may wait for it: what is left runs all the same, to find that everything is closed.
 */
public final class Workers implements Executor {
  private final ThreadPoolExecutor pool;

  private Workers(String name, int threads, Duration idle) {
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            idle.toNanos(),
            TimeUnit.NANOSECONDS,
            new LinkedBlockingQueue<>(),
            task -> DaemonThreads.create(name, task),
            (task, ended) -> task.run());
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Workers that end with an instance; no thread yet.
   *
   * @param threads the most of them
   * @param idle how long one stays without a task
   */
  public static Workers of(Lifecycle lifecycle, String name, int threads, Duration idle) {
    Workers workers = new Workers(name, threads, idle);
    lifecycle.add(() -> workers.end(lifecycle));
    return workers;
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  /** Waits a little: who unloads our classes next should find no thread that needs them. */
  private void end(Lifecycle lifecycle) {
    List<Runnable> left = pool.shutdownNow();
    left.forEach(Runnable::run);
    try {
      var unused = pool.awaitTermination(lifecycle.patienceNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
