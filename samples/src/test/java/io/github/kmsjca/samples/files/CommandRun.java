package io.github.kmsjca.samples.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.samples.SampleKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** The command, run in this JVM. */
final class CommandRun {
  private final int exitCode;
  private final byte[] output;
  private final String errors;

  private CommandRun(int exitCode, byte[] output, String errors) {
    this.exitCode = exitCode;
    this.output = output;
    this.errors = errors;
  }

  static CommandRun of(Object... arguments) {
    return with(new byte[0], arguments);
  }

  /** With something to read on standard input. */
  static CommandRun with(byte[] input, Object... arguments) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    CommandRun run = between(new ByteArrayInputStream(input), output, arguments);
    return new CommandRun(run.exitCode, output.toByteArray(), run.errors);
  }

  /** With these as standard input and output. */
  static CommandRun between(InputStream in, OutputStream out, Object... arguments) {
    SampleKms.local();
    String[] args = new String[arguments.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = arguments[i].toString();
    }
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(errors, true, UTF_8);
    int exitCode = Main.run(args, in, out, err, new Unfinished());
    return new CommandRun(exitCode, new byte[0], errors.toString(UTF_8));
  }

  int exitCode() {
    return exitCode;
  }

  /** What it wrote to standard output. */
  byte[] output() {
    return output;
  }

  /** What it wrote to standard error. */
  String errors() {
    return errors;
  }
}
