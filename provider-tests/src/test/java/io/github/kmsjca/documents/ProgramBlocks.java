package io.github.kmsjca.documents;

import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The blocks that the tests of {@code provider-tests/programs} run, as their sources show, and the
 * samples that they run:
 *
 * <ul>
 *   <li>Java code stands in a source as well, between {@code // guide: tls-libraries.md} and {@code
 *       // end of guide}. Only spaces and line breaks may differ. The block's imports are at the
 *       top of the source.
 *   <li>Any other block is read when the test runs, by {@code Guide.block("spring-boot.md", "The
 *       heading", "sh")}.
 * </ul>
 */
record ProgramBlocks(List<String> sources) {
  private static final Pattern SNIPPET =
      Pattern.compile("// guide: (\\S+)\\n(.*?)// end of guide", Pattern.DOTALL);
  private static final Pattern IMPORT = Pattern.compile("^import .*;\\n", Pattern.MULTILINE);
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Code of a source that stands in a guide. */
  record Snippet(String document, String code, String source) {
    private boolean isOf(Block block) {
      return document.equals(block.document())
          && code.equals(withoutSpace(IMPORT.matcher(block.text()).replaceAll("")))
          && IMPORT.matcher(block.text()).results().allMatch(line -> source.contains(line.group()));
    }
  }

  /** Those of the modules of the programs, and of the samples that only these compile. */
  static ProgramBlocks ofTheModules() throws IOException {
    List<String> sources = new ArrayList<>();
    for (String folder :
        List.of("provider-tests/programs", "samples/src/spark", "samples/src/flink")) {
      try (Stream<Path> files = Files.walk(Project.root().resolve(folder))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          sources.add(Files.readString(file));
        }
      }
    }
    return new ProgramBlocks(sources);
  }

  /** Whether a source has the block's code, or reads the block. */
  boolean run(Block block) {
    return snippets().stream().anyMatch(snippet -> snippet.isOf(block)) || read(block);
  }

  private boolean read(Block block) {
    Pattern call =
        Pattern.compile(
            "Guide\\s*\\.block\\([^;]*"
                + Pattern.quote("\"" + block.heading() + "\"")
                + "[^;]*"
                + Pattern.quote("\"" + block.language() + "\""));
    return sources.stream()
        .anyMatch(
            source ->
                source.contains("\"" + block.document() + "\"") && call.matcher(source).find());
  }

  /** The code that is in no block which says so: what a guide has no longer. */
  List<String> withoutBlock(List<Block> blocks) {
    return snippets().stream()
        .filter(snippet -> blocks.stream().noneMatch(snippet::isOf))
        .map(snippet -> snippet.document() + ": " + snippet.code())
        .toList();
  }

  private List<Snippet> snippets() {
    List<Snippet> snippets = new ArrayList<>();
    for (String source : sources) {
      Matcher matcher = SNIPPET.matcher(source);
      while (matcher.find()) {
        snippets.add(new Snippet(matcher.group(1), withoutSpace(matcher.group(2)), source));
      }
    }
    return snippets;
  }

  private static String withoutSpace(String code) {
    return SPACE.matcher(code).replaceAll("");
  }
}
