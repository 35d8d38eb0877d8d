package io.github.kmsjca.mistakes;

import io.github.kmsjca.testkit.Report;
import java.nio.file.Path;

/** The mistakes of connections, in a JVM without Region and credentials. */
final class ConnectionProbe {
  private ConnectionProbe() {}

  public static void main(String[] args) {
    Report report = new Report();
    try (Scene scene = new Scene(Path.of(args[0]))) {
      for (Mistake mistake : ConnectionMistakes.all()) {
        report.check(mistake.name(), () -> mistake.check(scene));
      }
    }
    report.done();
  }
}
