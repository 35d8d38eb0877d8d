package io.github.kmsjca.documents;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a document says that a block prints. */
final class Output {
  private static final String ANYTHING = "...";

  private Output() {}

  /** Fails unless the block printed what the document shows, if it shows something. */
  static void check(Document document, Block block, String printed) {
    Optional<Block> shown = shown(document, block);
    if (shown.isPresent() && !matches(shown.get().text(), printed)) {
      throw new AssertionError(
          shown.get().name()
              + " shows\n"
              + shown.get().text()
              + "but this is printed:\n"
              + printed);
    }
  }

  private static Optional<Block> shown(Document document, Block block) {
    int next = document.blocks().indexOf(block) + 1;
    return document.blocks().stream()
        .skip(next)
        .findFirst()
        .filter(following -> following.is(Directive.Kind.OUTPUT));
  }

  /** Line by line, three dots standing for any text within a line. */
  static boolean matches(String shown, String printed) {
    List<String> expected = shown.strip().lines().toList();
    List<String> actual = printed.strip().lines().toList();
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!pattern(expected.get(i)).matcher(actual.get(i)).matches()) {
        return false;
      }
    }
    return true;
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Pattern.compile(Pattern.quote(ANYTHING))
            .splitAsStream(line.stripTrailing() + "\n")
            .map(part -> Pattern.quote(part.replace("\n", "")))
            .collect(Collectors.joining(".*")));
  }
}
