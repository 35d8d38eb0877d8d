package io.github.kmsjca.samples.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that appears under its name when it is whole, and else not at all. Until {@link #commit}
 * the bytes are in another file of the same directory, which is its owner's only.
 */
final class AtomicOutput implements Closeable {
  private final Path target;
  private final boolean replace;
  private final Path temporary;
  private final FileChannel channel;
  private final Unfinished unfinished;
  private boolean isOpen = true;

  private AtomicOutput(Path target, boolean replace, Path temporary, Unfinished unfinished)
      throws IOException {
    this.target = target;
    this.replace = replace;
    this.temporary = temporary;
    this.unfinished = unfinished;
    this.channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
  }

  /** For {@link Unfinished}, which all of them go through. */
  static AtomicOutput open(Path target, boolean replace, Unfinished unfinished) throws IOException {
    requireFree(target, replace);
    Path directory = directory(target);
    Path temporary = temporary(directory);
    try {
      return new AtomicOutput(target, replace, temporary, unfinished);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static void requireFree(Path target, boolean replace) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(target.toString(), null, "this is not a regular file");
    }
    if (!replace) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  /** What it throws names the directory, and not a file of which nobody knows. */
  private static Path temporary(Path directory) throws IOException {
    try {
      return Files.createTempFile(directory, ".unfinished-", ".tmp", ownerOnly(directory));
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(directory.toString());
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(directory.toString());
    }
  }

  private static Path directory(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** What makes a new file private, where the file system knows owners. */
  static FileAttribute<?>[] ownerOnly(Path directory) {
    boolean isPosix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  Path target() {
    return target;
  }

  OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  /** Says that all is written, and gives it its name. */
  synchronized void commit() throws IOException {
    // If it was discarded meanwhile, the channel is closed, and this throws.
    channel.force(true);
    channel.close();
    requireFree(target, replace);
    if (replace) {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      moveIfAbsent();
    }
    isOpen = false;
    unfinished.remove(this);
    forceDirectory();
  }

  /** A rename replaces what somebody else put there a moment ago; a link does not. */
  private void moveIfAbsent() throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.move(temporary, target);
      return;
    }
    Files.delete(temporary);
  }

  /** So that the name is on the disk too, where directories can be opened. */
  private void forceDirectory() {
    try (FileChannel directory = FileChannel.open(directory(target), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException e) {
      // Windows; the file itself is there.
    }
  }

  /** Answers whether there was something to discard. */
  synchronized boolean discard() {
    if (!isOpen) {
      return false;
    }
    isOpen = false;
    unfinished.remove(this);
    try {
      channel.close();
    } catch (IOException e) {
      // It is to go, whatever is in it.
    }
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      return true;
    }
    return true;
  }

  /** Discards what was not committed. */
  @Override
  public void close() {
    discard();
  }
}
