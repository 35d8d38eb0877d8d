package io.github.kmsjca.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.DocumentTable;
import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compatibility tables say what the rows say, and a test holds each program to its row. */
class ProgramTableTest {
  private static final Path PROGRAMS = Project.root().resolve("provider-tests/programs");

  /** The tables, each an enum of programs. */
  static Stream<Class<? extends Program>> groups() {
    return Stream.of(
        Servers.class,
        Clients.class,
        Databases.class,
        Documents.class,
        Tokens.class,
        Engines.class);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void theGuideHasTheRows(Class<? extends Program> group) throws IOException {
    String poms =
        Files.readString(PROGRAMS.resolve("pom.xml"))
            + Files.readString(Project.root().resolve("pom.xml"));
    String marker = "programs-" + group.getSimpleName().toLowerCase(Locale.ROOT);
    DocumentTable table = new DocumentTable(marker, Row.COLUMNS.toArray(String[]::new));
    for (Program program : group.getEnumConstants()) {
      Row row = program.row();
      String[] cells = row.cells(version(row.versionProperty(), poms));
      assertThat(Arrays.asList(cells).subList(0, cells.length - 1))
          .as("%s", program)
          .doesNotContain("");
      table.row(cells);
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

  @ParameterizedTest
  @MethodSource("groups")
  void eachHasATest(Class<? extends Enum<?>> group) throws IOException {
    assertUsed(group, "(Test|IT)");
  }

  /** Fails unless the sources whose names end so have each constant of a table. */
  static void assertUsed(Class<? extends Enum<?>> table, String sourceNames) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(PROGRAMS)) {
      sources =
          files.filter(file -> file.toString().matches(".*" + sourceNames + "\\.java")).toList();
    }
    StringBuilder all = new StringBuilder();
    for (Path source : sources) {
      all.append(Files.readString(source));
    }
    for (Enum<?> row : table.getEnumConstants()) {
      String name = table.getSimpleName() + "." + row.name();
      assertThat(Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(all).find())
          .as("use of " + name)
          .isTrue();
    }
  }
}
