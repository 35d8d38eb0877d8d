package io.github.kmsjca.documents;

import java.util.ArrayList;
import java.util.List;

/** A block that runs, with those that continue it. They share variables. */
record Chain(List<Block> blocks) {
  static final String JAVA = "java";
  static final String SHELL = "sh";

  /** The chains of one language, in their order. Blocks that are not tried here are in none. */
  static List<Chain> of(Document document, String language) {
    List<List<Block>> chains = new ArrayList<>();
    for (Block block : document.blocks()) {
      if (!block.language().equals(language)
          || block.is(Directive.Kind.NONE)
          || block.is(Directive.Kind.PROGRAMS)) {
        continue;
      }
      if (!block.is(Directive.Kind.CONTINUE)) {
        chains.add(new ArrayList<>());
      } else if (chains.isEmpty()) {
        throw new IllegalArgumentException(block.name() + " continues nothing");
      }
      chains.get(chains.size() - 1).add(block);
    }
    return chains.stream().map(blocks -> new Chain(List.copyOf(blocks))).toList();
  }

  Block first() {
    return blocks.get(0);
  }

  Block last() {
    return blocks.get(blocks.size() - 1);
  }

  boolean compilesOnly() {
    return blocks.stream().anyMatch(block -> block.is(Directive.Kind.COMPILE));
  }

  /** The first Java that all of them are for. */
  int jdk() {
    return blocks.stream().mapToInt(block -> block.directive().jdk()).max().orElseThrow();
  }
}
