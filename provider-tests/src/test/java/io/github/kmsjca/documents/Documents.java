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

  /** The local KMS is a product of its own. */
  static Path localKmsFrontPage() {
    return Project.root().resolve("provider-tests").resolve("README.md");
  }

  private static Path localKmsGuides() {
    return Project.root().resolve("provider-tests").resolve("docs");
  }

  static boolean isLocalKmsGuide(Document document) {
    return document.file().startsWith(localKmsGuides());
  }

  /** What has the size of a guide: of the provider or of the local KMS, with their contents. */
  static boolean isGuide(Document document) {
    return document.file().startsWith(Project.guides())
        || document.file().equals(localKmsFrontPage())
        || isLocalKmsGuide(document);
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
