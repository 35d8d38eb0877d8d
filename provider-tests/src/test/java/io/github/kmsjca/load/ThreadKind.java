package io.github.kmsjca.load;

import org.junit.jupiter.api.Assumptions;

/** The kinds of threads that Java has. */
enum ThreadKind {
  PLATFORM {
    @Override
    Thread start(Runnable task) {
      Thread thread = new Thread(task, "caller");
      thread.setDaemon(true);
      thread.start();
      return thread;
    }
  },
  /** From JDK 21 on. The tests are compiled for 17, so by reflection. */
  VIRTUAL {
    @Override
    Thread start(Runnable task) {
      try {
        return (Thread)
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
  };

  abstract Thread start(Runnable task);

  /** True if this Java has them. */
  boolean isThere() {
    return this == PLATFORM || Runtime.version().feature() >= 21;
  }

  /** Skips the test where this Java does not have them. */
  void assume() {
    Assumptions.assumeTrue(isThere());
  }
}
