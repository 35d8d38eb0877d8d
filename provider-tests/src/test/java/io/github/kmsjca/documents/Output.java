package io.github.kmsjca.documents;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Three dots stand for any text within a line, and in a line of their own for any lines. */
  static boolean matches(String shown, String printed) {
    String pattern =
        lines(shown)
            .map(line -> line.equals(ANYTHING) ? "(?:.*\n)*" : quoteRest(line) + "\n")
            .collect(Collectors.joining());
    return lines(printed).map(line -> line + "\n").collect(Collectors.joining()).matches(pattern);
  }

  private static Stream<String> lines(String text) {
    return text.strip().lines().map(String::stripTrailing);
  }

  private static String quoteRest(String line) {
    return Arrays.stream(line.split(Pattern.quote(ANYTHING), -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }
}
