package io.github.kmsjca.offspring;

import io.github.kmsjca.testkit.Offspring;

/** Starts a program that would wait for ever, tells its process id, and ends. */
final class OffspringProbe {
  private OffspringProbe() {}

  public static void main(String[] args) throws Exception {
    // That of sleep differs from that of the shell, which waits for it.
    Process shell = Offspring.start(new ProcessBuilder("sh", "-c", "sleep 600 & wait"));
    ProcessHandle sleeper = null;
    while (sleeper == null) {
      sleeper = shell.children().findAny().orElse(null);
    }
    System.out.println(shell.pid() + " " + sleeper.pid());
  }
}
