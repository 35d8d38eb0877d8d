package io.github.kmsjca.samples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.samples.SampleKms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command in a JVM of its own, which a signal ends while half of the input is there. */
class InterruptTest {
  private static final int LENGTH = 8 << 20;
  private static final long LIMIT_SECONDS = 60;

  @TempDir Path directory;

  private Process start(List<String> jvmOptions, Object... arguments) throws IOException {
    // A build in the background has SIGINT ignored, and its children would inherit that.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(SampleKms.jvmOptions());
    command.addAll(jvmOptions);
    command.add(Main.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectError(directory.resolve("errors").toFile())
        .redirectOutput(directory.resolve("output").toFile())
        .start();
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve("errors"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void awaitBytes(Process process, Path folder) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (files(folder).isEmpty() || Files.size(files(folder).get(0)) < LENGTH / 4) {
      assertTrue(process.isAlive() && System.nanoTime() < end, errors());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static byte[] input(String command) {
    byte[] text = Tree.bytes(LENGTH);
    return command.equals("encrypt")
        ? text
        : CommandRun.with(text, "encrypt", "--key", SampleKms.KEY, "-").output();
  }

  @ParameterizedTest
  @CsvSource({"decrypt, TERM, 143", "decrypt, INT, 130", "encrypt, TERM, 143"})
  void leavesNothing(String command, String signal, int exitCode) throws Exception {
    Path out = Files.createDirectory(directory.resolve("out"));
    byte[] input = input(command);
    Process process =
        start(List.of(), command, "--key", SampleKms.KEY, "-", "--output", out.resolve("a"));
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.write(input, 0, input.length / 2);
      pipe.flush();
      awaitBytes(process, out);
      new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
      assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    } finally {
      process.destroyForcibly();
    }
    assertEquals(exitCode, process.exitValue(), errors());
    assertEquals(List.of(), files(out));
    assertThat(errors()).contains("a: interrupted, and not written").doesNotContain("\tat ");
  }

  /** Not even by force does plaintext stay that waited for its end. */
  @Test
  void spoolHasNoName() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    byte[] input = input("decrypt");
    Process process =
        start(
            List.of("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData"),
            "decrypt",
            "--key",
            SampleKms.KEY,
            "-");
    try (OutputStream pipe = process.getOutputStream()) {
      // More than pipe and buffers hold: when it is gone, the greater part was decrypted.
      pipe.write(input, 0, input.length - 1000);
      pipe.flush();
      assertTrue(process.isAlive(), errors());
      assertEquals(List.of(), files(temporary));
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertEquals(0, Files.size(directory.resolve("output")));
    assertEquals(List.of(), files(temporary));
  }

  /** Through the real main: exit code, standard streams, and nothing but the plaintext in them. */
  @Test
  void runsToItsEnd() throws Exception {
    Process process = start(List.of(), "decrypt", "--key", SampleKms.KEY, "-");
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.write(input("decrypt"));
    }
    assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals("", errors());
    assertEquals(0, process.exitValue());
    assertThat(Files.readAllBytes(directory.resolve("output"))).isEqualTo(Tree.bytes(LENGTH));
  }
}
