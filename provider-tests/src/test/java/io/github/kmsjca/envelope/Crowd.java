package io.github.kmsjca.envelope;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Threads that begin all at once. */
final class Crowd {
  private static final long DEADLINE_SECONDS = 300;

  private Crowd() {}

  /** What each of them does. */
  @FunctionalInterface
  interface Task {
    void run(int thread) throws Exception;
  }

  /** Fails as the first of them that failed. */
  static void run(int threads, Task task) throws Exception {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    run(threads, task, failures);
    Throwable failure = failures.peek();
    if (failure != null) {
      throw new AssertionError(failures.size() + " of " + threads + " failed", failure);
    }
  }

  /** Collects failures. */
  static void run(int threads, Task task, Queue<Throwable> failures) throws Exception {
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  ready.countDown();
                  go.await();
                  task.run(number);
                } catch (Exception | AssertionError e) {
                  failures.add(e);
                } finally {
                  done.countDown();
                }
              },
              "crowd-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    ready.await();
    go.countDown();
    assertTrue(done.await(DEADLINE_SECONDS, TimeUnit.SECONDS), "all come to an end");
  }
}
