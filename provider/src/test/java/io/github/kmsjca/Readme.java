package io.github.kmsjca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The README's tables, which are to say what the rows in the code say. */
public final class Readme {
  private final List<String> expected = new ArrayList<>();
  private final String marker;

  /**
   * A table to expect.
   *
   * @param marker it stands between {@code <!-- marker -->} and {@code <!-- /marker -->}
   */
  public Readme(String marker, String... columns) {
    this.marker = marker;
    row(columns);
    expected.add("|" + "---|".repeat(columns.length));
  }

  /** One more row. */
  public void row(String... cells) {
    expected.add("| " + String.join(" | ", cells) + " |");
  }

  /**
   * Fails with both tables if the README has another one; with {@code -Dreadme.update=true} writes
   * it into the README instead.
   */
  public void check() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file()));
    int start = lines.indexOf("<!-- " + marker + " -->");
    int end = lines.indexOf("<!-- /" + marker + " -->");
    assertThat(start).as("a line with the marker " + marker).isNotNegative();
    assertThat(end).as("a line with the end marker " + marker).isGreaterThan(start);
    if (Boolean.getBoolean("readme.update")) {
      lines.subList(start + 1, end).clear();
      lines.addAll(start + 1, expected);
      Files.write(file(), lines);
      return;
    }
    List<String> actual =
        lines.subList(start + 1, end).stream().filter(line -> !line.isBlank()).toList();
    assertThat(String.join("\n", actual))
        .as("the README's table '" + marker + "'")
        .isEqualTo(String.join("\n", expected));
  }

  /** Of the project: the nearest one above the working directory that stands beside LICENSE. */
  private static Path file() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null) {
      if (Files.exists(directory.resolve("README.md"))
          && Files.exists(directory.resolve("LICENSE"))) {
        return directory.resolve("README.md");
      }
      directory = directory.getParent();
    }
    throw new AssertionError("no README.md above " + Path.of("").toAbsolutePath());
  }
}
