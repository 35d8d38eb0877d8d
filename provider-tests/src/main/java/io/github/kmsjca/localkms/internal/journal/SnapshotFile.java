package io.github.kmsjca.localkms.internal.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Writes records that stand for all before them, and an empty frame that says that none lacks. */
final class SnapshotFile {
  private static final int FRAME_BYTES = 1 << 20;

  private SnapshotFile() {}

  /** How many bytes it took; when this returns they are on disk. */
  static long write(Path path, FileHeader header, Fsync fsync, Iterator<byte[]> records)
      throws IOException {
    try (RecordFile file = RecordFile.begin(path, header, fsync)) {
      while (records.hasNext()) {
        file.write(nextFrame(records));
        file.force();
      }
      file.write(List.of());
      file.force();
      return file.length();
    }
  }

  private static List<byte[]> nextFrame(Iterator<byte[]> records) {
    List<byte[]> frame = new ArrayList<>();
    long bytes = 0;
    while (records.hasNext() && bytes < FRAME_BYTES) {
      byte[] record = records.next();
      bytes += record.length;
      frame.add(record);
    }
    return frame;
  }
}
