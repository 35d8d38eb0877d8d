package io.github.kmsjca.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine: it is skipped where that is missing, and fails there in CI. */
public final class Need {
  private Need() {}

  /** A command of the search path. */
  public static void command(String name) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    that(found, "this machine has no " + name);
  }

  public static void that(boolean found, String otherwise) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.assertTrue(found, otherwise);
    }
    Assumptions.assumeTrue(found, otherwise);
  }
}
