package io.github.kmsjca.internal.lifecycle;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads with nothing of the caller whose use happens to start them: neither thread locals nor
 * class loader nor permissions. So none of them keeps an application from being unloaded.
 */
public final class DaemonThreads {
  private static final int IDLE_SECONDS = 5;

  private DaemonThreads() {}

  @SuppressWarnings("removal") // JDK 17 may have a security manager
  public static Thread create(String name, Runnable task) {
    PrivilegedAction<Thread> action =
        () -> {
          Thread thread = new Thread(null, task, name, 0, false);
          thread.setContextClassLoader(null);
          thread.setDaemon(true);
          return thread;
        };
    return AccessController.doPrivileged(action);
  }

  /**
   * One thread for what is done at a time and brief, such as the end of a time limit. It ends a few
   * seconds after the last task, and keeps none that was cancelled.
   */
  public static ScheduledExecutorService scheduler(String name) {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1, task -> create(name, task));
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    scheduler.allowCoreThreadTimeOut(true);
    return scheduler;
  }
}
