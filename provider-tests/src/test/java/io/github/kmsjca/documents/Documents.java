package io.github.kmsjca.documents;

import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The documents of this project. */
final class Documents {
  private Documents() {}

  static Path frontPage() {
    return Project.root().resolve("README.md");
  }

  static List<Document> all() throws IOException {
    List<Document> documents = new ArrayList<>();
    for (Path file : Project.documents()) {
      documents.add(Document.read(file));
    }
    return documents;
  }

  /** Relative to the project, as messages have it. */
  static String name(Document document) {
    return Project.root().relativize(document.file()).toString();
  }
}
