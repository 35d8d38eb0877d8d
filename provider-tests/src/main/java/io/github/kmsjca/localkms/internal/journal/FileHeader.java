package io.github.kmsjca.localkms.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * How a file begins.
 *
 * <pre>
 * "LKMSDATA" (8) | version of the format (4) | kind (4) | number of the file (8) | CRC32C (4)
 * </pre>
 */
record FileHeader(Kind kind, long number) {
  static final int BYTES = 28;

  private static final long MAGIC = 0x4C4B4D5344415441L; // "LKMSDATA"

  /**
   * Of the files and of the records in them. Whoever changes either so that an older release would
   * misread it raises this, and reads the old one as well.
   */
  private static final int VERSION = 1;

  /** What a file is for: its word is in the file's name, its code in the header. */
  enum Kind {
    JOURNAL("journal", 1),
    SNAPSHOT("snapshot", 2);

    private final String word;
    private final int code;

    Kind(String word, int code) {
      this.word = word;
      this.code = code;
    }

    String word() {
      return word;
    }
  }

  byte[] encoded() {
    return encoded(VERSION);
  }

  byte[] encoded(int version) {
    ByteBuffer header = ByteBuffer.allocate(BYTES);
    header.putLong(MAGIC).putInt(version).putInt(kind.code).putLong(number);
    return header.putInt(crc(header.array())).array();
  }

  /** Whether these bytes begin with this header. */
  boolean begins(ByteBuffer bytes) {
    return bytes.limit() >= BYTES && bytes.slice(0, BYTES).equals(ByteBuffer.wrap(encoded()));
  }

  /**
   * Lets pass whatever is not a header of a newer version.
   *
   * @throws IOException if a newer release wrote the file
   */
  static void refuseNewer(Path file, ByteBuffer bytes) throws IOException {
    if (bytes.limit() < BYTES || bytes.getLong(0) != MAGIC) {
      return;
    }
    byte[] header = new byte[BYTES];
    bytes.get(0, header);
    int version = bytes.getInt(8);
    if (version > VERSION && bytes.getInt(BYTES - 4) == crc(header)) {
      throw new IOException(
          file
              + " has format "
              + version
              + ", and this release knows "
              + VERSION
              + ": a newer release wrote it. Use that one, or another folder");
    }
  }

  private static int crc(byte[] header) {
    CRC32C crc = new CRC32C();
    crc.update(header, 0, BYTES - 4);
    return (int) crc.getValue();
  }
}
