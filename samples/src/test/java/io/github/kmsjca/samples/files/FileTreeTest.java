package io.github.kmsjca.samples.files;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.samples.files.Plan.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void realRoot() throws IOException {
    root = temp.toRealPath();
  }

  private Path file(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "text");
  }

  private Plan plan(String command, Object... arguments) throws UsageException {
    List<String> args = new ArrayList<>(List.of(command, "--key", "k"));
    for (Object argument : arguments) {
      args.add(argument.toString());
    }
    return FileTree.plan(Options.parse(args.toArray(String[]::new)));
  }

  private Map<String, String> names(Plan plan) {
    return plan.pairs().stream().collect(toMap(p -> name(p.source()), p -> name(p.target())));
  }

  private String name(Path path) {
    return root.relativize(path.toAbsolutePath()).toString();
  }

  private String only(Plan plan) {
    assertThat(plan.problems()).hasSize(1);
    return plan.problems().get(0).why();
  }

  @Test
  void resultGoesBesideItsFile() throws Exception {
    assertEquals(Map.of("a", "a.encrypted"), names(plan("encrypt", file("a"))));
    assertEquals(Map.of("b.encrypted", "b"), names(plan("decrypt", file("b.encrypted"))));
  }

  @Test
  void outputIsAFileOrADirectory() throws Exception {
    Path a = file("a");
    Path directory = Files.createDirectory(root.resolve("d"));
    assertEquals(Map.of("a", "x"), names(plan("encrypt", a, "--output", root.resolve("x"))));
    assertEquals(Map.of("a", "d/a.encrypted"), names(plan("encrypt", a, "--output", directory)));
    Plan made = plan("encrypt", a, "--output", root.resolve("new") + "/");
    assertEquals(Map.of("a", "new/a.encrypted"), names(made));
    assertEquals(List.of(root.resolve("new")), made.directories());
  }

  @Test
  void treeKeepsItsStructure() throws Exception {
    file("in/a");
    file("in/sub/deep/b");
    Files.createDirectories(root.resolve("in/empty"));
    Plan plan = plan("encrypt", root.resolve("in"), "--output", root.resolve("out"));
    assertEquals(
        Map.of("in/a", "out/a.encrypted", "in/sub/deep/b", "out/sub/deep/b.encrypted"),
        names(plan));
    assertThat(plan.directories().stream().map(this::name))
        .contains("out", "out/sub", "out/sub/deep", "out/empty");
    assertEquals(8, plan.size());
  }

  @Test
  void severalInputsGoToOneDirectory() throws Exception {
    file("in/c");
    Plan plan =
        plan("encrypt", file("a"), file("b"), root.resolve("in"), "--output", root.resolve("o"));
    assertEquals(
        Map.of("a", "o/a.encrypted", "b", "o/b.encrypted", "in/c", "o/c.encrypted"), names(plan));
  }

  @Test
  void standardStreams() throws Exception {
    assertEquals(List.of(new Pair(null, null, Plan.UNKNOWN)), plan("encrypt", "-").pairs());
    Path out = root.resolve("out");
    assertEquals(
        List.of(new Pair(null, out, Plan.UNKNOWN)), plan("encrypt", "-", "--output", out).pairs());
    assertNull(plan("encrypt", file("a"), "--output", "-").pairs().get(0).target());
  }

  @Test
  void linksInATreeAreReportedAndNotFollowed() throws Exception {
    Path outside = file("outside");
    file("in/a");
    Files.createSymbolicLink(root.resolve("in/link"), outside);
    Files.createSymbolicLink(root.resolve("in/loop"), root.resolve("in"));
    Plan plan = plan("encrypt", root.resolve("in"), "--output", root.resolve("out"));
    assertEquals(Map.of("in/a", "out/a.encrypted"), names(plan));
    assertThat(plan.problems()).extracting(p -> name(p.path())).contains("in/link", "in/loop");
    assertThat(plan.problems()).allMatch(p -> p.why().contains("symbolic link"));
  }

  @Test
  void specialFilesAreReported() throws Exception {
    file("in/a");
    Path pipe = root.resolve("in/pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Plan plan = plan("encrypt", root.resolve("in"), "--output", root.resolve("out"));
    assertEquals(Map.of("in/a", "out/a.encrypted"), names(plan));
    assertThat(only(plan)).contains("not a regular file");
  }

  @Test
  void linkThatWasNamedIsFollowed() throws Exception {
    file("in/a");
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("in"));
    Plan plan = plan("encrypt", link, "--output", root.resolve("out"));
    assertEquals(Map.of("in/a", "out/a.encrypted"), names(plan));
  }

  @Test
  void decryptionNeedsTheEnding() throws Exception {
    assertThat(only(plan("decrypt", file("a")))).contains(".encrypted");
    assertThat(only(plan("decrypt", file("d/.encrypted")))).contains(".encrypted");
    Path out = root.resolve("out");
    assertEquals(Map.of("a", "out"), names(plan("decrypt", file("a"), "--output", out)));
  }

  @Test
  void missingInputIsAProblemOfItsOwn() throws Exception {
    Plan plan =
        plan("encrypt", root.resolve("missing"), file("a"), "--output", root.resolve("out"));
    assertThat(only(plan)).contains("no such file");
    assertEquals(Map.of("a", "out/a.encrypted"), names(plan));
  }

  @Test
  void outputIsNoInput() throws Exception {
    Path a = file("a");
    Path hard = Files.createLink(root.resolve("hard"), a);
    Path soft = Files.createSymbolicLink(root.resolve("soft"), a);
    for (Path output : List.of(a, hard, soft)) {
      Plan plan = plan("encrypt", "--force", a, "--output", output);
      assertThat(plan.pairs()).isEmpty();
      assertThat(only(plan)).contains("is an input");
    }
    Plan neighbour = plan("encrypt", "--force", a, file("a.encrypted"));
    assertThat(only(neighbour)).contains("is an input");
    assertEquals(Map.of("a.encrypted", "a.encrypted.encrypted"), names(neighbour));
  }

  @Test
  void twoInputsDoNotShareAnOutput() throws Exception {
    Plan plan = plan("encrypt", file("x/a"), file("y/a"), "--output", root.resolve("out"));
    assertEquals(Map.of("x/a", "out/a.encrypted"), names(plan));
    assertThat(only(plan)).contains("that of another input");
  }

  @Test
  void directoryNeedsAnotherOneForItsOutput() throws Exception {
    file("in/a");
    Path in = root.resolve("in");
    Path link = Files.createSymbolicLink(root.resolve("link"), in);
    Path file = file("file");
    for (Object output : List.of(in, in.resolve("sub/out"), link.resolve("out"), file)) {
      assertThrowsExactly(UsageException.class, () -> plan("encrypt", in, "--output", output));
    }
    assertThrowsExactly(UsageException.class, () -> plan("encrypt", in));
    assertThrowsExactly(UsageException.class, () -> plan("encrypt", in, "--output", "-"));
  }
}
