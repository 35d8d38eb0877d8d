package io.github.kmsjca.samples.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directories of test files. */
final class Tree {
  private Tree() {}

  /** Bytes that look random, the same for the same length. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static Path write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  /** Relative names with contents; directories have none. */
  static SortedMap<String, ByteBuffer> read(Path root) throws IOException {
    SortedMap<String, ByteBuffer> contents = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      paths.forEach(path -> contents.put(root.relativize(path).toString(), contentOf(path)));
    }
    return contents;
  }

  private static ByteBuffer contentOf(Path path) {
    try {
      return Files.isDirectory(path)
          ? ByteBuffer.allocate(0)
          : ByteBuffer.wrap(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
