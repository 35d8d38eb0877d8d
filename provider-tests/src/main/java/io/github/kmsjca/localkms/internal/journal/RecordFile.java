package io.github.kmsjca.localkms.internal.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that grows by frames. It is no {@link java.nio.channels.FileChannel}, which an interrupted
 * thread closes for all others. Not thread safe.
 */
final class RecordFile implements Closeable {
  private final RandomAccessFile file;
  private final Fsync fsync;
  private long length;
  private long frames;
  private int unforced;

  private RecordFile(RandomAccessFile file, Fsync fsync, long length, long frames) {
    this.file = file;
    this.fsync = fsync;
    this.length = length;
    this.frames = frames;
  }

  /** Begins a file that is there and holds nothing of worth. */
  static RecordFile begin(Path path, FileHeader header, Fsync fsync) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      file.setLength(0);
      file.write(header.encoded());
      fsync.force(file.getFD());
      return new RecordFile(file, fsync, FileHeader.BYTES, 0);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Goes on with a file, behind what is whole of it; what follows is cut off. */
  static RecordFile resume(Path path, FrameReader.Whole whole, Fsync fsync) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      if (file.length() > whole.length()) {
        file.setLength(whole.length());
        fsync.force(file.getFD());
      }
      file.seek(whole.length());
      return new RecordFile(file, fsync, whole.length(), whole.frames());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  long length() {
    return length;
  }

  /** Writes a frame, which counts once {@link #force} has returned. */
  void write(List<byte[]> records) throws IOException {
    byte[] frame = Frame.of(frames, records);
    file.write(frame);
    unforced = frame.length;
  }

  /** Makes the last frame last. */
  void force() throws IOException {
    fsync.force(file.getFD());
    length += unforced;
    unforced = 0;
    frames++;
  }

  /** Removes what is not {@linkplain #force forced}. */
  void cutBack() throws IOException {
    unforced = 0;
    file.setLength(length);
    file.seek(length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
