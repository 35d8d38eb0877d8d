package io.github.kmsjca.documents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The documents of this project. */
final class Documents {
  private Documents() {}

  /** The project's folder: the nearest one above the working directory that has a LICENSE. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null) {
      if (Files.exists(directory.resolve("README.md"))
          && Files.exists(directory.resolve("LICENSE"))) {
        return directory;
      }
      directory = directory.getParent();
    }
    throw new AssertionError("no README.md above " + Path.of("").toAbsolutePath());
  }

  static Path frontPage() {
    return root().resolve("README.md");
  }

  static Path guides() {
    return root().resolve("provider").resolve("docs");
  }

  /** Every one, those that the benchmarks write too. */
  static List<Document> all() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName().toString();
            boolean ours = dir.equals(root()) || !(name.startsWith(".") || name.equals("target"));
            return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    List<Document> documents = new ArrayList<>();
    for (Path file : files.stream().sorted().toList()) {
      documents.add(Document.read(file));
    }
    return documents;
  }

  /** Relative to the project, as messages have it. */
  static String name(Document document) {
    return root().relativize(document.file()).toString();
  }
}
