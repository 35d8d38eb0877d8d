package io.github.kmsjca.localkms.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a journal. Snapshot n holds all that came before journal n; so what is current are
 * the latest snapshot, the journal of its number and those of higher numbers. Only its owner may
 * read what it makes, where the file system has such rights.
 */
final class Folder implements Closeable {
  private static final String UNFINISHED = ".unfinished";

  private final Path path;
  private final boolean posix;
  private final FolderLock lock;

  private Folder(Path path, FolderLock lock) {
    this.path = path;
    this.posix = isPosix(path);
    this.lock = lock;
  }

  /**
   * Opens a folder, and makes it if it is not there.
   *
   * @throws IOException if another has it open, or it can not be written
   */
  static Folder open(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    if (!Files.isDirectory(absolute)) {
      Files.createDirectories(absolute, rights(absolute, "rwx------"));
    }
    return new Folder(absolute, FolderLock.take(absolute));
  }

  Path file(FileHeader header) {
    return path.resolve(header.kind().word() + "-" + header.number());
  }

  /** The numbers of the files of a kind. */
  SortedSet<Long> numbers(FileHeader.Kind kind) throws IOException {
    Pattern name = Pattern.compile(kind.word() + "-(\\d{1,18})");
    SortedSet<Long> numbers = new TreeSet<>();
    for (Path file : files()) {
      Matcher matcher = name.matcher(file.getFileName().toString());
      if (matcher.matches()) {
        numbers.add(Long.valueOf(matcher.group(1)));
      }
    }
    return numbers;
  }

  /** Makes an empty file. */
  Path create(FileHeader header) throws IOException {
    Path file = file(header);
    createPrivately(file, path);
    force();
    return file;
  }

  /** Deletes a file, if it is there. */
  void delete(FileHeader header) throws IOException {
    Files.deleteIfExists(file(header));
    force();
  }

  /** Makes an empty file that is none of the folder's until it is {@linkplain #finish finished}. */
  Path begin(FileHeader header) throws IOException {
    Path file = path.resolve(file(header).getFileName() + UNFINISHED);
    Files.deleteIfExists(file);
    createPrivately(file, path);
    return file;
  }

  /** Makes a file, which is on disk, one of the folder's. */
  void finish(Path unfinished, FileHeader header) throws IOException {
    Files.move(unfinished, file(header), StandardCopyOption.ATOMIC_MOVE);
    force();
  }

  /** Deletes what a snapshot has replaced, and what was never finished. */
  void tidy(long snapshot) throws IOException {
    for (FileHeader.Kind kind : FileHeader.Kind.values()) {
      for (long old : numbers(kind).headSet(snapshot)) {
        Files.deleteIfExists(file(new FileHeader(kind, old)));
      }
    }
    for (Path file : files()) {
      if (file.getFileName().toString().endsWith(UNFINISHED)) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** Makes an empty file for the owner's eyes, unless it is there. */
  static void createPrivately(Path file, Path folder) throws IOException {
    try {
      Files.createFile(file, rights(folder, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // It was made in the same way.
    }
  }

  /** Makes the names of its files last. */
  private void force() throws IOException {
    if (posix) { // elsewhere a folder can not be opened, and its names last by themselves
      try (FileChannel names = FileChannel.open(path, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    }
  }

  private static FileAttribute<?>[] rights(Path place, String rights) {
    return isPosix(place)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
