package io.github.kmsjca.localkms.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The AWS SDK for JavaScript: every operation and paginator that it has; and the AWS Encryption SDK
 * on it. With {@code -Pforeign}, because npm fetches them.
 */
@EnabledIfSystemProperty(named = "foreign", matches = "true")
@Timeout(600)
final class JavaScriptTest {
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "calls.mjs");

  @TempDir Path folder;

  @Test
  void everyOperationWorks() throws Exception {
    Need.command("node");
    Need.command("npm");
    install();
    try (LocalKmsProcess kms = LocalKmsProcess.start()) {
      kms.run(Map.of(), "node", folder.resolve("calls.mjs").toString()).everythingWorks(56, 8);
    }
  }

  private void install() throws IOException, InterruptedException {
    Path source = Path.of("src/test/resources/io/github/kmsjca/localkms/foreign/js");
    for (String file : FILES) {
      Files.copy(source.resolve(file), folder.resolve(file));
    }
    Command.Result npm =
        Command.run(
            new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(folder.toFile()));
    assertThat(npm.exitCode()).as(npm.output()).isZero();
  }
}
