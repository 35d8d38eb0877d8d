package io.github.kmsjca.localkms.foreign;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.Need;
import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Python's AWS SDK: every operation and paginator that it knows. */
@Timeout(300)
final class Boto3Test {
  /** Debian's before any other: what it has is tied to its own packages. */
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  /** The newest description of the API, beside the clone; without it boto3's own is used. */
  private static final Path MODELS =
      Project.root().resolveSibling("shared").resolve("reference").resolve("aws-data");

  @Test
  void everyOperationWorks() throws Exception {
    String python = PYTHONS.stream().filter(Boto3Test::hasPackages).findFirst().orElse("");
    Need.that(!python.isEmpty(), "this machine has no Python with boto3 and cryptography");
    boolean newest = Files.isDirectory(MODELS);
    String script = Path.of(Boto3Test.class.getResource("boto3_calls.py").toURI()).toString();
    try (LocalKmsProcess kms = LocalKmsProcess.start()) {
      kms.run(newest ? Map.of("AWS_DATA_PATH", MODELS.toString()) : Map.of(), python, script)
          .everythingWorks(newest ? 54 : 50, newest ? 8 : 7);
    }
  }

  private static boolean hasPackages(String python) {
    try {
      return Command.run(List.of(python, "-c", "import boto3, cryptography")).exitCode() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
