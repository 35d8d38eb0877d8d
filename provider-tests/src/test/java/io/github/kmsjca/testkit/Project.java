package io.github.kmsjca.testkit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Where this project's own files are. */
public final class Project {
  private Project() {}

  /** The project's folder: the nearest one above the working directory that has a LICENSE. */
  public static Path root() {
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

  public static Path guides() {
    return root().resolve("provider").resolve("docs");
  }

  /** Every document, those that the benchmarks write too, in the order of their names. */
  public static List<Path> documents() throws IOException {
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
    files.sort(null);
    return files;
  }
}
