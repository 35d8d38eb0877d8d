package io.github.kmsjca.hostile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread allocates, as the JVM counts it. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Something that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Bytes that the work allocates on this thread, after it ran once to load its classes. */
  static long of(Work work) throws Exception {
    work.run();
    return ofOne(work);
  }

  /** True if it is more, even when it is done once more: the first time may load classes. */
  static boolean isBeyond(long bytes, Work work) throws Exception {
    for (int i = 0; i < 2; i++) {
      if (ofOne(work) <= bytes) {
        return false;
      }
    }
    return true;
  }

  private static long ofOne(Work work) throws Exception {
    long thread = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(thread);
    work.run();
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
