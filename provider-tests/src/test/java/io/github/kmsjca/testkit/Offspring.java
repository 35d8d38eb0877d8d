package io.github.kmsjca.testkit;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tests start ends with their JVM, also if that is interrupted and no test can end it: no
 * server is left behind.
 */
public final class Offspring {
  private static final Set<ProcessHandle> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Offspring::end)));
  }

  private Offspring() {}

  public static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    adopt(process.toHandle());
    return process;
  }

  /** The same for a process that another program has left in the background. */
  @SuppressWarnings("FutureReturnValueIgnored") // it only forgets the process
  public static void adopt(ProcessHandle process) {
    ALIVE.add(process);
    process.onExit().thenRun(() -> ALIVE.remove(process));
  }

  /** Children first: those of a process that has ended are not known as its own any more. */
  private static void end(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
