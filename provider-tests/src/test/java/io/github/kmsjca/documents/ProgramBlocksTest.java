package io.github.kmsjca.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A block that a program's test is said to run is there, word for word. */
class ProgramBlocksTest {
  private static final String SOURCE =
      """
      import java.io.File;

      class A {
        void a() {
          // guide: guide.md
          open(
              new File("app.kms"));
          // end of guide
          run(Guide.block("guide.md", "By options", "sh", 1).words());
        }
      }
      """;

  private final ProgramBlocks blocks = new ProgramBlocks(List.of(SOURCE));

  private static Block block(String heading, String language, String text) {
    Document document =
        Document.of(
            "guide.md",
            "# %s\n\n<!-- test: programs -->\n```%s\n%s\n```\n".formatted(heading, language, text));
    return document.blocks().get(0);
  }

  @Test
  void theGuidesBlocksAreInTheTests() throws IOException {
    ProgramBlocks modules = ProgramBlocks.ofTheModules();
    List<String> missing = new ArrayList<>();
    List<Block> all = new ArrayList<>();
    for (Document document : Documents.all()) {
      for (Block block : document.blocks()) {
        if (block.is(Directive.Kind.PROGRAMS)) {
          all.add(block);
          if (!modules.run(block)) {
            missing.add(block.name());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(modules.withoutBlock(all)).isEmpty();
  }

  @Test
  void codeMayHaveOtherLineBreaks() {
    Block block = block("Any", "java", "import java.io.File;\n\nopen(new File(\"app.kms\"));");
    assertThat(blocks.run(block)).isTrue();
    assertThat(blocks.withoutBlock(List.of(block))).isEmpty();
  }

  @Test
  void otherCodeIsNotRun() {
    Block block = block("Any", "java", "open(new File(\"app.p12\"));");
    assertThat(blocks.run(block)).isFalse();
    assertThat(blocks.withoutBlock(List.of(block))).hasSize(1);
  }

  @Test
  void anImportThatTheSourceDoesWithoutIsFound() {
    Block block =
        block("Any", "java", "import java.nio.file.Path;\n\nopen(new File(\"app.kms\"));");
    assertThat(blocks.run(block)).isFalse();
  }

  @Test
  void whatIsNotJavaIsReadBelowItsHeading() {
    assertThat(blocks.run(block("By options", "sh", "java -version"))).isTrue();
    assertThat(blocks.run(block("By options", "xml", "<a/>"))).isFalse();
    assertThat(blocks.run(block("Elsewhere", "sh", "java -version"))).isFalse();
  }
}
