package io.github.kmsjca.mistakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.keystore.LogCapture;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/**
 * One row of the table: a mistake, how it comes about, and the parts of what people are told, all
 * of them in one place.
 */
record Mistake(String name, Act act, List<String> parts) {
  /** Where a mistake is documented whose words are others' and cannot be changed. */
  private static final String GUIDE = "docs/troubleshooting.md";

  /** The mistake itself: it throws what the user's program would see. */
  @FunctionalInterface
  interface Act {
    void commit(Scene scene) throws Exception;
  }

  /** What a tool printed, for acts that are tools. */
  static final class Printed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> lines;

    Printed(String output) {
      super(output);
      this.lines = output.lines().toList();
    }
  }

  static Mistake of(String name, Act act) {
    return new Mistake(name, act, List.of());
  }

  /**
   * What happened, with which key, entry, file or setting, and what to do. A part may be of several
   * pieces, separated by an ellipsis.
   */
  Mistake tells(String what, String which, String todo) {
    return new Mistake(name, act, List.of(what, which, todo));
  }

  /** Words of the JDK or of a tool, which troubleshooting has as a heading, with what to do. */
  Mistake isDocumentedAs(String words) {
    return new Mistake(
        name,
        scene -> {
          assertThat(headings()).as("headings of " + GUIDE).anyMatch(h -> h.contains(words));
          act.commit(scene);
        },
        List.of(words));
  }

  private static List<String> headings() throws Exception {
    return Files.readAllLines(Scene.guide(GUIDE)).stream()
        .filter(line -> line.startsWith("### "))
        .toList();
  }

  void check(Scene scene) throws Exception {
    List<String> told = new ArrayList<>();
    try (LogCapture log = new LogCapture()) {
      try {
        act.commit(scene);
      } catch (Printed e) {
        told.addAll(e.lines);
      } catch (Exception | LinkageError e) {
        told.add(chain(e));
      }
      told.addAll(log.text().lines().toList());
    }
    if (told.stream().noneMatch(this::isAllIn)) {
      Assertions.fail(
          name + ": no exception and no line has " + parts + ":\n" + String.join("\n", told));
    }
  }

  private boolean isAllIn(String text) {
    return parts.stream()
        .allMatch(part -> List.of(part.split("\\.\\.\\.", -1)).stream().allMatch(text::contains));
  }

  /** What a stack trace has besides the frames. */
  private static String chain(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      text.append(text.isEmpty() ? "" : " <- ").append(e);
    }
    return text.toString();
  }
}
