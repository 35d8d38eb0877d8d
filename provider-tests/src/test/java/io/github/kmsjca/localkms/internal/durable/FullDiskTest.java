package io.github.kmsjca.localkms.internal.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kmsjca.localkms.internal.state.Alias;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full is an error of the call, and costs nothing that was acknowledged. */
@Timeout(120)
final class FullDiskTest {
  private static final Pattern WRITTEN = Pattern.compile("written: (\\d+)");

  @TempDir Path folder;

  @Test
  void aFileThatMayNotGrowIsAnErrorOfTheCall() throws Exception {
    String output = run("ulimit -f 600; exec \"$@\"", List.of());
    assertThat(output)
        .contains("full: KMSInternalException: The local KMS can not write to its data folder")
        .contains("undone: true");
    try (DurableStore opened = KillableWriter.open(folder.resolve("data"))) {
      assertThat(FullDiskWriter.aliases(opened.store()).all())
          .extracting(Alias::name)
          .containsExactlyInAnyOrderElementsOf(names(written(output)));
    }
  }

  /** A file system of its own, in a name space where everybody may mount one. */
  @Test
  void aFullDiskIsAnErrorOfTheCallAndWithRoomItGoesOn() throws Exception {
    String mount = "mount -t tmpfs -o size=1m tmpfs '" + folder + "'";
    assumeTrue(mayMount(mount), "no tmpfs without privileges here");
    String output = run(mount + " && exec \"$@\"", List.of("room"));
    assertThat(output)
        .contains("full: KMSInternalException: The local KMS can not write to its data folder")
        .contains("No space left on device")
        .contains("undone: true", "goes on: true");
  }

  private static List<String> names(int written) {
    return IntStream.range(0, written).mapToObj(number -> "alias/" + number).toList();
  }

  private static int written(String output) {
    Matcher written = WRITTEN.matcher(output);
    assertThat(written.find()).as(output).isTrue();
    return Integer.parseInt(written.group(1));
  }

  private static boolean mayMount(String mount) throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
      return false;
    }
    Process trial = new ProcessBuilder("/usr/bin/unshare", "-Urm", "sh", "-c", mount).start();
    return trial.waitFor(20, TimeUnit.SECONDS) && trial.exitValue() == 0;
  }

  private String run(String shell, List<String> arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            shell.startsWith("mount") ? List.of("/usr/bin/unshare", "-Urm") : List.of());
    command.addAll(
        List.of(
            "sh",
            "-c",
            shell,
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            FullDiskWriter.class.getName(),
            folder.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
