package io.github.kmsjca.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What blocks and settings are held to without being run. */
class DocumentBlocksTest {
  private static final Set<String> LANGUAGES =
      Set.of(
          Chain.JAVA,
          Chain.SHELL,
          "dockerfile",
          "groovy",
          "json",
          "kotlin",
          "mermaid",
          "properties",
          "python",
          "scala",
          "sql",
          "text",
          "xml",
          "yaml");

  /** Java and shell blocks that no test runs; each says why in the comment before it. */
  private static final int MAX_NOT_RUN = 40;

  /** A block without a language, or of a language with a slip, would go untested. */
  @Test
  void eachHasALanguage() throws IOException {
    List<String> without = new ArrayList<>();
    for (Document document : Documents.all()) {
      for (Block block : document.blocks()) {
        if (!LANGUAGES.contains(block.language())) {
          without.add(
              Documents.name(document) + ":" + block.line() + " '" + block.language() + "'");
        }
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void fewAreNotRun() throws IOException {
    List<String> notRun = new ArrayList<>();
    for (Document document : Documents.all()) {
      for (Block block : document.blocks()) {
        boolean program =
            block.language().equals(Chain.JAVA) || block.language().equals(Chain.SHELL);
        boolean excepted = block.is(Directive.Kind.NONE) || block.is(Directive.Kind.COMPILE);
        if (program && excepted) {
          notRun.add(
              Documents.name(document) + ":" + block.line() + " " + block.directive().reason());
        }
      }
    }
    assertThat(notRun).hasSizeLessThanOrEqualTo(MAX_NOT_RUN);
  }

  @Test
  void xmlIsWellFormed() throws IOException {
    List<String> malformed = new ArrayList<>();
    for (Document document : Documents.all()) {
      for (Block block : document.blocks()) {
        if (block.language().equals("xml")) {
          Xml.problem(block.text())
              .ifPresent(
                  problem ->
                      malformed.add(Documents.name(document) + ":" + block.line() + " " + problem));
        }
      }
    }
    assertThat(malformed).isEmpty();
  }

  @Test
  void settingsExist() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Document document : Documents.all()) {
      for (String problem : DocumentedSettings.problems(document)) {
        problems.add(Documents.name(document) + ": " + problem);
      }
    }
    assertThat(problems).isEmpty();
  }
}
