package io.github.kmsjca.localkms.internal.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps a folder to one user at a time, in this process and in all others. */
final class FolderLock implements Closeable {
  /**
   * The folders that this process uses. A lock of the operating system belongs to the process, and
   * ends when any of its threads closes the file: so whoever is second must not even open it.
   */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private static final Pattern PROCESS = Pattern.compile("\\d{1,10}");

  private final Path folder;
  private final FileChannel file;

  private FolderLock(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Takes a folder that is there.
   *
   * @throws IOException if it is taken, or can not be written
   */
  static FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!TAKEN.add(real)) {
      throw new IOException(
          "The folder "
              + folder
              + " is in use by another local KMS of this process; close it first");
    }
    FileChannel file = null;
    try {
      Path path = folder.resolve("lock");
      Folder.createPrivately(path, folder);
      file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = file.tryLock(Long.MAX_VALUE - 1, 1, false); // its text stays readable
      if (lock == null) {
        throw new IOException(
            "The folder " + folder + " is in use by " + holder(file) + "; stop it first");
      }
      byte[] process = Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII);
      file.truncate(0);
      file.write(ByteBuffer.wrap(process), 0);
      return new FolderLock(real, file);
    } catch (IOException | RuntimeException e) {
      release(real, file);
      throw e;
    }
  }

  private static String holder(FileChannel file) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(10);
    file.read(text, 0);
    String process = new String(text.array(), 0, text.position(), US_ASCII);
    return PROCESS.matcher(process).matches() ? "process " + process : "another process";
  }

  private static void release(Path folder, @Nullable FileChannel file) throws IOException {
    try {
      if (file != null) {
        file.close();
      }
    } finally {
      TAKEN.remove(folder);
    }
  }

  /** Leaves the folder to others. The file stays: another process may be about to lock it. */
  @Override
  public void close() throws IOException {
    release(folder, file);
  }
}
