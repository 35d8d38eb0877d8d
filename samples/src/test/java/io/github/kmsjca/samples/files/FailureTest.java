package io.github.kmsjca.samples.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.samples.SampleKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong: there is a reason in one line, exit code 1, and no output. */
class FailureTest {
  private static final int LENGTH = 150_000;

  @TempDir Path directory;
  private Path out;
  private byte[] message;

  @BeforeEach
  void message() throws IOException {
    out = Files.createDirectory(directory.resolve("out"));
    CommandRun run =
        CommandRun.with(
            Tree.bytes(LENGTH), "encrypt", "--key", SampleKms.KEY, "--context", "tenant=a", "-");
    assertEquals(0, run.exitCode(), run.errors());
    message = run.output();
  }

  @AfterEach
  void clearFaults() {
    SampleKms.local().faults().clear();
  }

  private void assertNothingIsLeft() throws IOException {
    assertEquals(Set.of(""), Tree.read(out).keySet());
  }

  private static void assertOneReason(CommandRun run, String... words) {
    assertEquals(1, run.exitCode());
    assertThat(run.errors().lines()).hasSize(1);
    assertThat(run.errors()).contains(words).doesNotContain("\tat ", "Exception:");
  }

  /** To a file, and to standard output, which then gets nothing. */
  private void assertRefused(byte[] altered, String... words) throws IOException {
    CommandRun toFile =
        CommandRun.with(
            altered, "decrypt", "--key", SampleKms.KEY, "-", "--output", out.resolve("a"));
    assertOneReason(toFile, words);
    assertNothingIsLeft();
    CommandRun toOutput = CommandRun.with(altered, "decrypt", "--key", SampleKms.KEY, "-");
    assertOneReason(toOutput, words);
    assertEquals(0, toOutput.output().length);
  }

  @Test
  void truncatedAnywhere() throws IOException {
    int[] lengths =
        IntStream.concat(
                IntStream.of(0, 1, 100, message.length - 1, message.length - 16),
                IntStream.iterate(300, length -> length < message.length, length -> length + 7919))
            .toArray();
    for (int length : lengths) {
      assertRefused(Arrays.copyOf(message, length), "standard input: the message is refused");
    }
  }

  /** Where the file ends between two frames, each frame is sound, and only the end is missing. */
  @Test
  void truncatedBetweenFrames() throws IOException {
    int header = message.length - (2 * (65536 + 32) + (LENGTH - 2 * 65536) + 40);
    assertRefused(Arrays.copyOf(message, header), "it is cut off");
    assertRefused(Arrays.copyOf(message, header + 65536 + 32), "it is cut off");
    assertRefused(Arrays.copyOf(message, header + 2 * (65536 + 32)), "it is cut off");
  }

  @Test
  void flippedAnywhere() throws IOException {
    for (int position = 0; position < message.length; position += 7919) {
      assertFlipRefused(position);
    }
    assertFlipRefused(message.length - 1);
  }

  private void assertFlipRefused(int position) throws IOException {
    byte[] altered = message.clone();
    altered[position] ^= 1;
    assertRefused(altered, "standard input: ");
  }

  @Test
  void extended() throws IOException {
    assertRefused(Arrays.copyOf(message, message.length + 1), "bytes follow its end");
  }

  @Test
  void noMessage() throws IOException {
    assertRefused(Tree.bytes(1000), "the message is refused");
  }

  /** Whoever asks for the stream has the exit code, and what was verified. */
  @Test
  void streamEndsWhereTheMessageIsAltered() {
    byte[] altered = message.clone();
    altered[altered.length - 1] ^= 1;
    CommandRun run = CommandRun.with(altered, "decrypt", "--key", SampleKms.KEY, "--stream", "-");
    assertOneReason(run, "the message is refused");
    assertArrayEquals(Arrays.copyOf(Tree.bytes(LENGTH), 2 * 65536), run.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant=b", "tenants=a"})
  void wrongContext(String pair) throws IOException {
    SampleKms.local().calls().clear();
    CommandRun run =
        CommandRun.with(
            message,
            "decrypt",
            "--key",
            SampleKms.KEY,
            "--context",
            pair,
            "-",
            "--output",
            out.resolve("a"));
    assertOneReason(run, "context");
    assertNothingIsLeft();
    assertEquals(0, SampleKms.local().calls().count("Decrypt"));
  }

  @Test
  void contextThatIsReserved() throws IOException {
    CommandRun run =
        CommandRun.of("encrypt", "--key", SampleKms.KEY, "--context", "aws-crypto-x=y", file("a"));
    assertEquals(2, run.exitCode());
    assertThat(run.errors()).contains("reserved", "aws-crypto-x");
    assertThat(directory.resolve("a.encrypted")).doesNotExist();
  }

  @Test
  void otherKey() throws IOException {
    CommandRun run =
        CommandRun.with(
            message, "decrypt", "--key", SampleKms.OTHER_KEY, "-", "--output", out.resolve("a"));
    assertOneReason(run, "standard input: ");
    assertNothingIsLeft();
  }

  @Test
  void missingKey() throws IOException {
    CommandRun run = CommandRun.of("encrypt", "--key", "no-such-key", file("a"));
    assertOneReason(run, "--key no-such-key: there is no such key");
    assertThat(directory.resolve("a.encrypted")).doesNotExist();
  }

  @Test
  void keyThatSigns() throws IOException {
    CommandRun run = CommandRun.of("encrypt", "--key", SampleKms.SIGNING_KEY, file("a"));
    assertOneReason(run, "not symmetric");
  }

  @Test
  void kmsRefuses() throws IOException {
    SampleKms.local().faults().always("GenerateDataKey", Fault.accessDenied());
    CommandRun run =
        CommandRun.of("encrypt", "--key", SampleKms.KEY, "--context", "is=refused", file("a"));
    assertOneReason(run, "access was denied", "AccessDeniedException");
    assertThat(directory.resolve("a.encrypted")).doesNotExist();
  }

  private Path file(String name) throws IOException {
    return Tree.write(directory.resolve(name), Tree.bytes(10));
  }

  @Test
  void existingOutput() throws IOException {
    Path existing = Tree.write(out.resolve("a"), Tree.bytes(3));
    CommandRun run =
        CommandRun.with(message, "decrypt", "--key", SampleKms.KEY, "-", "--output", existing);
    assertOneReason(run, "exists; --force");
    assertArrayEquals(Tree.bytes(3), Files.readAllBytes(existing));
    // Nor does what fails replace anything.
    CommandRun forced =
        CommandRun.with(
            Arrays.copyOf(message, message.length - 1),
            "decrypt",
            "--force",
            "--key",
            SampleKms.KEY,
            "-",
            "--output",
            existing);
    assertEquals(1, forced.exitCode());
    assertArrayEquals(Tree.bytes(3), Files.readAllBytes(existing));
    assertEquals(Set.of("", "a"), Tree.read(out).keySet());
  }

  @Test
  void missingDirectory() throws IOException {
    Path output = out.resolve("missing/a");
    CommandRun run =
        CommandRun.of("encrypt", "--key", SampleKms.KEY, file("a"), "--output", output);
    assertOneReason(run, "there is no " + output.getParent());
  }

  @Test
  void unwritableDirectory() throws IOException {
    out.toFile().setWritable(false);
    try {
      assumeFalse(Files.isWritable(out), "root may write everywhere");
      CommandRun run = CommandRun.of("encrypt", "--key", SampleKms.KEY, file("a"), "--output", out);
      assertOneReason(run, "permission denied for " + out);
    } finally {
      out.toFile().setWritable(true);
    }
    assertNothingIsLeft();
  }

  @Test
  void outputThatIsTheInput() throws IOException {
    Path a = file("a");
    CommandRun run = CommandRun.of("encrypt", "--key", SampleKms.KEY, "--force", a, "--output", a);
    assertOneReason(run, "is an input");
    assertArrayEquals(Tree.bytes(10), Files.readAllBytes(a));
  }

  @Test
  void theOthersHaveTheirTurn() throws IOException {
    Path in = directory.resolve("in");
    Tree.write(in.resolve("a.encrypted"), message);
    Tree.write(in.resolve("b.encrypted"), Arrays.copyOf(message, 80_000));
    Tree.write(in.resolve("c.encrypted"), message);
    Tree.write(in.resolve("d"), Tree.bytes(5));
    Files.createSymbolicLink(in.resolve("e.encrypted"), in.resolve("a.encrypted"));
    CommandRun run = CommandRun.of("decrypt", "--key", SampleKms.KEY, in, "--output", out);
    assertEquals(1, run.exitCode());
    assertThat(run.errors().lines()).hasSize(4);
    assertThat(run.errors())
        .contains("b.encrypted: the message is refused")
        .contains("/d: its name does not end in .encrypted")
        .contains("e.encrypted: it is a symbolic link")
        .contains("3 of 5 were not done.");
    assertEquals(Set.of("", "a", "c"), Tree.read(out).keySet());
    assertArrayEquals(Tree.bytes(LENGTH), Files.readAllBytes(out.resolve("c")));
  }

  @Test
  void commandLineThatMakesNoSense() {
    for (List<String> line : List.of(List.of("encrypt"), List.of("encrypt", "--key", "k", "/"))) {
      CommandRun run = CommandRun.of(line.toArray());
      assertEquals(2, run.exitCode());
      assertThat(run.errors()).contains("--help");
    }
  }

  /** A source that breaks off does not become a message that is whole. */
  @Test
  void sourceThatFails() {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is broken");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    InputStream source =
        new SequenceInputStream(new ByteArrayInputStream(Tree.bytes(LENGTH)), broken);
    CommandRun run = CommandRun.between(source, output, "encrypt", "--key", SampleKms.KEY, "-");
    assertOneReason(run, "the disk is broken");
    CommandRun decrypted =
        CommandRun.with(output.toByteArray(), "decrypt", "--key", SampleKms.KEY, "-");
    assertOneReason(decrypted, "it is cut off");
  }

  @Test
  void outputThatFails() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    for (String mode : List.of("encrypt", "decrypt")) {
      InputStream source = new ByteArrayInputStream(message);
      CommandRun run = CommandRun.between(source, closed, mode, "--key", SampleKms.KEY, "-");
      assertOneReason(run, "Broken pipe");
    }
  }

  @Test
  void namesThatSteerATerminalAreNotWritten() throws IOException {
    CommandRun run = CommandRun.of("decrypt", "--key", SampleKms.KEY, file("a\u001b[2Jb"));
    assertOneReason(run, "a?[2Jb: its name");
  }
}
