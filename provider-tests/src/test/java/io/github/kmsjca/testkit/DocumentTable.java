package io.github.kmsjca.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A table of some document, which is to say what the rows in the code say. */
public final class DocumentTable {
  private final List<String> expected = new ArrayList<>();
  private final String marker;

  /**
   * A table to expect.
   *
   * @param marker it stands between {@code <!-- marker -->} and {@code <!-- /marker -->}
   */
  public DocumentTable(String marker, String... columns) {
    this.marker = marker;
    row(columns);
    expected.add("|" + "---|".repeat(columns.length));
  }

  /** One more row. */
  public void row(String... cells) {
    expected.add("| " + String.join(" | ", cells) + " |");
  }

  /**
   * Fails with both tables if the document has another one; with {@code -Ddocs.update=true} writes
   * it there instead.
   */
  public void check() throws IOException {
    Path document = holder();
    List<String> lines = new ArrayList<>(Files.readAllLines(document));
    int start = lines.indexOf(begin());
    int end = lines.indexOf("<!-- /" + marker + " -->");
    assertThat(end).as(document + ": a line with the end marker " + marker).isGreaterThan(start);
    if (Boolean.getBoolean("docs.update")) {
      lines.subList(start + 1, end).clear();
      lines.addAll(start + 1, expected);
      Files.write(document, lines);
      return;
    }
    List<String> actual =
        lines.subList(start + 1, end).stream().filter(line -> !line.isBlank()).toList();
    assertThat(String.join("\n", actual))
        .as(document + ": the table '" + marker + "'")
        .isEqualTo(String.join("\n", expected));
  }

  /** The one document that has the table. */
  private Path holder() throws IOException {
    List<Path> holders = new ArrayList<>();
    for (Path document : Project.documents()) {
      if (Files.readAllLines(document).contains(begin())) {
        holders.add(document);
      }
    }
    assertThat(holders).as("documents with a line " + begin()).hasSize(1);
    return holders.get(0);
  }

  private String begin() {
    return "<!-- " + marker + " -->";
  }
}
