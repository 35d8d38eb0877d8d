package io.github.kmsjca.localkms.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A gzip stream of a gigabyte of spaces, made of one compressed block that is sent again and again:
 * blocks that end with a full flush do not refer to one another.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GzipBomb(byte[] block, byte[] end) {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int BLOCKS = 1 << 10;
  private static final byte[] START = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  /** Made when the first one is sent. */
  static final GzipBomb PREPARED = prepare();

  void write(Line line, Reply reply) throws IOException {
    long length = START.length + (long) BLOCKS * block.length + end.length;
    line.write(reply.with("Content-Encoding", "gzip").head(length));
    line.write(START);
    for (int i = 0; i < BLOCKS; i++) {
      line.write(block);
    }
    line.write(end);
  }

  private static GzipBomb prepare() {
    byte[] spaces = new byte[BLOCK_BYTES];
    Arrays.fill(spaces, (byte) ' ');
    CRC32 checksum = new CRC32();
    for (int i = 0; i < BLOCKS; i++) {
      checksum.update(spaces);
    }
    ByteBuffer end = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    end.put((byte) 3).put((byte) 0); // the last block, empty
    end.putInt((int) checksum.getValue()).putInt(BLOCKS * BLOCK_BYTES);
    return new GzipBomb(deflated(spaces), end.array());
  }

  private static byte[] deflated(byte[] spaces) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(spaces);
      ByteArrayOutputStream block = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      int length;
      do {
        length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        block.write(buffer, 0, length);
      } while (length == buffer.length);
      return block.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
