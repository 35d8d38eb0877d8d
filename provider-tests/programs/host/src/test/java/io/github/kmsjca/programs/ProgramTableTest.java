package io.github.kmsjca.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.DocumentTable;
import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compatibility table says what the rows say, and a test holds each program to its row. */
class ProgramTableTest {
  private static final Path PROGRAMS = Project.root().resolve("provider-tests/programs");

  @Test
  void theGuideHasTheRows() throws IOException {
    String poms =
        Files.readString(PROGRAMS.resolve("pom.xml"))
            + Files.readString(Project.root().resolve("pom.xml"));
    DocumentTable table = new DocumentTable("programs", Program.COLUMNS.toArray(String[]::new));
    for (Program program : Program.values()) {
      table.row(program.cells(version(program.versionProperty(), poms)));
    }
    table.check();
  }

  private static String version(String property, String poms) {
    if (property.isEmpty()) {
      return "of the JDK";
    }
    Matcher matcher = Pattern.compile("<" + Pattern.quote(property) + ">([^<$]+)</").matcher(poms);
    assertThat(matcher.find()).as("a version " + property).isTrue();
    return matcher.group(1);
  }

  @Test
  void eachHasATest() throws IOException {
    assertUsed("Program", Program.values(), "(Test|IT)");
  }

  /** Fails unless the sources whose names end so have each of these constants. */
  static void assertUsed(String type, Enum<?>[] rows, String sourceNames) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(PROGRAMS)) {
      sources =
          files.filter(file -> file.toString().matches(".*" + sourceNames + "\\.java")).toList();
    }
    StringBuilder all = new StringBuilder();
    for (Path source : sources) {
      all.append(Files.readString(source));
    }
    for (Enum<?> row : rows) {
      assertThat(Pattern.compile(type + "\\." + row.name() + "\\b").matcher(all).find())
          .as("use of " + type + "." + row)
          .isTrue();
    }
  }
}
