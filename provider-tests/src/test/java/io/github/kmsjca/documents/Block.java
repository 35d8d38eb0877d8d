package io.github.kmsjca.documents;

import java.util.List;

/**
 * A fenced block of a document.
 *
 * @param document the name of the document's file
 * @param heading the text of the heading that it stands below, empty before the first one
 * @param line the line of the opening fence, counted from 1
 * @param language what follows the opening fence
 */
record Block(
    String document, String heading, int line, String language, String text, Directive directive) {
  /** Where it stands, as editors have it: {@code tls.md:42}. */
  String name() {
    return document + ":" + line;
  }

  /** Its lines; the first one stands in the line after {@link #line}. */
  List<String> lines() {
    return text.lines().toList();
  }

  boolean is(Directive.Kind kind) {
    return directive.kind() == kind;
  }
}
