package io.github.kmsjca.documents;

import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The commands of a document in one shell, as a reader types them: what a block sets, the next one
 * has. The first command that fails ends it.
 */
final class ShellSession {
  private static final List<String> SET_BY_BUILD =
      List.of("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_EC2_METADATA_DISABLED");

  /**
   * What was started in the background is ended, and nobody types on before it says that it
   * listens.
   */
  private static final String PRELUDE =
      """
      set -e
      trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
      settle() {
        local attempt
        for attempt in $(seq 600); do
          if [ -z "$(jobs -rp)" ] || grep -qs ' listens on ' "$1"/[0-9]*; then return; fi
          sleep 0.1
        done
        return 1
      }
      """;

  private final List<Block> blocks;
  private final Path work;
  private final Path logs;

  /**
   * A session that has not begun.
   *
   * @param work where it works
   * @param logs a folder for its script, and for what each block prints
   */
  ShellSession(List<Block> blocks, Path work, Path logs) {
    this.blocks = blocks;
    this.work = work;
    this.logs = logs;
  }

  /** Runs all to the end, or to the first failure. */
  Command.Result run(TestKms kms) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", Files.writeString(logs.resolve("script"), script()).toString())
            .directory(work.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_") && !SET_BY_BUILD.contains(name));
    environment.put("AWS_ENDPOINT_URL_KMS", kms.endpoint().toString());
    environment.put("AWS_REGION", TestKms.REGION);
    environment.put("AWS_DEFAULT_REGION", TestKms.REGION);
    environment.put("AWS_ACCESS_KEY_ID", LocalKms.ACCESS_KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", LocalKms.SECRET_ACCESS_KEY);
    environment.put("AWS_PAGER", "");
    Path jdk = Path.of(System.getProperty("java.home"));
    environment.put("JAVA_HOME", jdk.toString());
    environment.merge(
        "PATH", jdk.resolve("bin").toString(), (old, bin) -> bin + File.pathSeparator + old);
    return Command.run(builder);
  }

  /** What a block and its commands wrote, to both ends; nothing if it was not reached. */
  String printed(Block block) throws IOException {
    Path file = logs.resolve(String.valueOf(block.line()));
    return Files.exists(file) ? Files.readString(file) : "";
  }

  boolean ended(Block block) {
    return Files.exists(logs.resolve(block.line() + ".ended"));
  }

  private String script() {
    StringBuilder script = new StringBuilder(PRELUDE).append(AwsCommand.prelude());
    for (Block block : blocks) {
      String log = "'" + logs.resolve(String.valueOf(block.line()));
      script.append("exec >").append(log).append("' 2>&1\n").append(block.text());
      script.append("settle '").append(logs).append("'\n");
      script.append(": >").append(log).append(".ended'\n");
    }
    return script.toString();
  }
}
