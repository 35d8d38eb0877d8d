package io.github.kmsjca.programs;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Offspring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a JVM of its own, which runs until the test is done with it. */
public final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private RunningProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; what it writes goes to a file. */
  public static RunningProgram start(ForkedJvm jvm, Path log, String... arguments)
      throws IOException {
    return start(jvm.builder(arguments), log);
  }

  /** The same for a program that has a script to start it. */
  public static RunningProgram start(ProcessBuilder builder, Path log) throws IOException {
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new RunningProgram(Offspring.start(builder), log);
  }

  /** What it wrote so far. */
  public String output() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  /** Waits until it has written this. */
  public void awaitText(String text) throws IOException, InterruptedException {
    awaitOutput(Pattern.compile("(" + Pattern.quote(text) + ")"));
  }

  /**
   * Waits until it has written something.
   *
   * @return the first group of the pattern
   */
  public String awaitOutput(Pattern pattern) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      boolean alive = process.isAlive();
      Matcher matcher = pattern.matcher(output());
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (!alive || System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("no '" + pattern + "' in the output: " + output());
      }
      Thread.sleep(50);
    }
  }

  /** Waits for its end. */
  public int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end: " + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
