package io.github.kmsjca.samples.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.samples.SampleKms;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private static final int FRAME = 65536;
  private static final int SEVERAL_MIB = 5_000_011;

  @TempDir Path directory;

  private static void succeeds(Object... arguments) {
    assertEquals(new Outcome(0, ""), Outcome.of(CommandRun.of(arguments)));
  }

  /** For messages of failing tests. */
  private record Outcome(int exitCode, String errors) {
    static Outcome of(CommandRun run) {
      return new Outcome(run.exitCode(), run.errors());
    }
  }

  @Test
  void treeComesBackAsItWas() throws Exception {
    Path in = directory.resolve("in");
    Tree.write(in.resolve("empty"), new byte[0]);
    Tree.write(in.resolve("one"), new byte[] {1});
    Tree.write(in.resolve("sub/frame-1"), Tree.bytes(FRAME - 1));
    Tree.write(in.resolve("sub/frame"), Tree.bytes(FRAME));
    Tree.write(in.resolve("sub/frame+1"), Tree.bytes(FRAME + 1));
    Tree.write(in.resolve("sub/deep er/ünïcode"), Tree.bytes(3 * FRAME));
    Tree.write(in.resolve("sub/.hidden"), Tree.bytes(SEVERAL_MIB));
    Tree.write(in.resolve("twice.encrypted"), Tree.bytes(100));
    Files.createDirectories(in.resolve("nothing in it"));
    SortedMap<String, ByteBuffer> before = Tree.read(in);
    Path encrypted = directory.resolve("encrypted");
    Path out = directory.resolve("out");

    succeeds("encrypt", "--key", SampleKms.KEY, in, "--output", encrypted);
    assertThat(Tree.read(encrypted).keySet())
        .contains("empty.encrypted", "sub/deep er/ünïcode.encrypted", "twice.encrypted.encrypted")
        .hasSameSizeAs(before.keySet());
    succeeds("decrypt", "--key", SampleKms.KEY, encrypted, "--output", out);
    assertEquals(before, Tree.read(out));
    assertEquals(before, Tree.read(in));
  }

  @Test
  void dataKeyServesATree() throws Exception {
    for (int i = 0; i < 20; i++) {
      Tree.write(directory.resolve("in/" + i), Tree.bytes(i));
    }
    SampleKms.local().calls().clear();
    succeeds(
        "encrypt",
        "--key",
        SampleKms.KEY,
        "--context",
        "of=this test",
        directory.resolve("in"),
        "--output",
        directory.resolve("out"));
    assertEquals(1, SampleKms.local().calls().count("GenerateDataKey"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, FRAME, 2 * FRAME, SEVERAL_MIB})
  void standardStreams(int length) {
    byte[] text = Tree.bytes(length);
    CommandRun encrypted = CommandRun.with(text, "encrypt", "--key", SampleKms.KEY, "-");
    assertEquals(new Outcome(0, ""), Outcome.of(encrypted));
    CommandRun decrypted =
        CommandRun.with(encrypted.output(), "decrypt", "--key", SampleKms.KEY, "-");
    assertEquals(new Outcome(0, ""), Outcome.of(decrypted));
    assertArrayEquals(text, decrypted.output());
    CommandRun streamed =
        CommandRun.with(encrypted.output(), "decrypt", "--key", SampleKms.KEY, "--stream", "-");
    assertEquals(new Outcome(0, ""), Outcome.of(streamed));
    assertArrayEquals(text, streamed.output());
  }

  @Test
  void besideTheFileAndOverIt() throws Exception {
    Path file = Tree.write(directory.resolve("a"), Tree.bytes(10));
    succeeds("encrypt", "--key", SampleKms.KEY, file);
    Files.write(file, Tree.bytes(11));
    Path encrypted = directory.resolve("a.encrypted");
    succeeds("decrypt", "--key", SampleKms.KEY, "--force", encrypted);
    assertArrayEquals(Tree.bytes(10), Files.readAllBytes(file));
  }

  @Test
  void contextIsAskedForByThoseWhoNameIt() throws Exception {
    Path file = Tree.write(directory.resolve("a"), Tree.bytes(10));
    String key = SampleKms.KEY;
    succeeds("encrypt", "--key", key, "--context", "tenant=a", "--context", "of=b", file);
    Path encrypted = directory.resolve("a.encrypted");
    succeeds("decrypt", "--key", key, "--force", "--context", "tenant=a", encrypted);
    succeeds("decrypt", "--key", key, "--force", encrypted);
    assertThat(new String(Files.readAllBytes(encrypted), UTF_8)).contains("tenant");
  }

  @Test
  void help() {
    CommandRun run = CommandRun.of("--help");
    assertEquals(0, run.exitCode());
    assertThat(new String(run.output(), UTF_8)).contains("--context", "Exit code");
    assertThat(Options.HELP.lines()).allMatch(line -> line.length() <= 100);
  }
}
