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
  private static final int MAX_NOT_RUN = 18;

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
        if (isProgram(block) && !runs(block) && !runsElsewhere(block)) {
          notRun.add(
              Documents.name(document) + ":" + block.line() + " " + block.directive().reason());
        }
      }
    }
    assertThat(notRun).hasSizeLessThanOrEqualTo(MAX_NOT_RUN);
  }

  /** Else it would be compared with nothing. */
  @Test
  void outputIsShownBehindABlockThatRuns() throws IOException {
    List<String> misplaced = new ArrayList<>();
    for (Document document : Documents.all()) {
      Block before = null;
      for (Block block : document.blocks()) {
        if (block.is(Directive.Kind.OUTPUT) && (before == null || !runs(before))) {
          misplaced.add(Documents.name(document) + ":" + block.line());
        }
        before = block;
      }
    }
    assertThat(misplaced).isEmpty();
  }

  private static boolean runs(Block block) {
    return isProgram(block) && (block.is(Directive.Kind.RUN) || block.is(Directive.Kind.CONTINUE));
  }

  /** It is tried elsewhere: in the module programs, where the libraries are that it needs. */
  private static boolean runsElsewhere(Block block) {
    return block.is(Directive.Kind.PROGRAMS);
  }

  private static boolean isProgram(Block block) {
    return block.language().equals(Chain.JAVA) || block.language().equals(Chain.SHELL);
  }

  @Test
  void theFrontPageShowsWhatItsQuickStartPrints() throws IOException {
    assertThat(Document.read(Documents.frontPage()).blocks())
        .anyMatch(block -> block.is(Directive.Kind.OUTPUT));
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
