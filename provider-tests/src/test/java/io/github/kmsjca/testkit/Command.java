package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own, run to its end. */
public final class Command {
  static final Duration USUAL_LIMIT = Duration.ofMinutes(Boolean.getBoolean("soak") ? 60 : 3);

  /** What it left behind: exit code, and standard output and error as one text. */
  public record Result(int exitCode, String output) {}

  private Command() {}

  /** Runs a program that is given a text to read. */
  public static Result run(String input, List<String> command)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("command", ".in");
    try {
      Files.writeString(file, input);
      return run(new ProcessBuilder(command).redirectInput(file.toFile()));
    } finally {
      Files.delete(file);
    }
  }

  /** Runs a program that is given nothing to read. */
  public static Result run(List<String> command) throws IOException, InterruptedException {
    return run("", command);
  }

  /** Runs a program in an environment of its own, given nothing to read. */
  public static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    return run(builder, USUAL_LIMIT);
  }

  /** The same for one that may take longer than others. */
  static Result run(ProcessBuilder builder, Duration limit)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("command", ".log");
    try {
      Process process =
          Offspring.start(builder.redirectErrorStream(true).redirectOutput(output.toFile()));
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        return new Result(-1, text(output) + "\n(killed after the time limit)");
      }
      return new Result(process.exitValue(), text(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Some programs write bytes that are no text: what openssl says of a handshake, for one. */
  private static String text(Path output) throws IOException {
    return new String(Files.readAllBytes(output), UTF_8);
  }
}
