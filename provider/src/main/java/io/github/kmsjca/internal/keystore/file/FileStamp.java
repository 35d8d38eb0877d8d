package io.github.kmsjca.internal.keystore.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * By what a changed file is known.
 *
 * @param file what tells a replaced file from its predecessor, where the system has such a thing
 */
public record FileStamp(FileTime modified, long size, @Nullable Object file) {
  /** There is no file. */
  public static final FileStamp ABSENT = new FileStamp(FileTime.fromMillis(0), -1, null);

  public static FileStamp of(Path path) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }
}
