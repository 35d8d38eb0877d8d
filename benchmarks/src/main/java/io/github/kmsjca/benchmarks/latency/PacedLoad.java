package io.github.kmsjca.benchmarks.latency;

import io.github.kmsjca.benchmarks.duel.Duel.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that begin an operation every so often, as requests come in at a server. An operation
 * that is due while the one before still runs has begun when it was due: its caller waits too.
 *
 * @param interval from one operation of a thread to its next
 */
record PacedLoad(Duration interval) {

  /** One thread for each way, for that long. */
  Latencies run(List<Way> ways, Duration length) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(ways.size());
    try {
      List<Callable<Latencies>> tasks = new ArrayList<>();
      ways.forEach(way -> tasks.add(() -> measure(way, length)));
      List<Latencies> parts = new ArrayList<>();
      for (Future<Latencies> part : threads.invokeAll(tasks)) {
        parts.add(part.get());
      }
      return Latencies.all(parts);
    } finally {
      threads.shutdown();
    }
  }

  private Latencies measure(Way way, Duration length) throws Exception {
    long[] nanos = new long[(int) length.dividedBy(interval)];
    long due = System.nanoTime();
    long end = due;
    for (int i = 0; i < nanos.length; i++) {
      long begin = end > due ? due : awaited(due);
      way.run();
      end = System.nanoTime();
      nanos[i] = end - begin;
      due += interval.toNanos();
    }
    return Latencies.of(nanos);
  }

  /** The time after it: that the thread is woken late is not the operation's fault. */
  private static long awaited(long due) {
    long now = System.nanoTime();
    while (now < due) {
      LockSupport.parkNanos(due - now);
      now = System.nanoTime();
    }
    return now;
  }
}
