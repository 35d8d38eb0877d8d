package io.github.kmsjca.localkms.internal.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What is written at once: some records, which are there together or not at all.
 *
 * <pre>
 * marker (4) | length of the payload (4) | number in its file (8) | CRC32C of these 16 bytes (4)
 * | CRC32C of the payload (4) | payload: per record its length (4) and its bytes
 * </pre>
 *
 * <p>All numbers are big endian. The checksum of the head makes its length trustworthy, without
 * which nobody could tell a damaged frame in the middle of a file from the unfinished one at its
 * end.
 */
final class Frame {
  static final int HEAD_BYTES = 24;

  /** The most bytes of a payload; whatever claims more is no frame. */
  static final int MAX_BYTES = 1 << 28;

  private static final int MARKER = 0x4C4B4A46; // "LKJF"
  private static final int CHECKED_HEAD_BYTES = 16;

  private Frame() {}

  /** The head of a frame that may or may not have its payload. */
  record Head(int length, long number, int checksum) {

    /** The whole frame's size in its file. */
    long size() {
      return (long) HEAD_BYTES + length;
    }

    /** Whether that is its payload. */
    boolean fits(byte[] payload) {
      return payload.length == length && crc(payload, 0, payload.length) == checksum;
    }
  }

  static byte[] of(long number, List<byte[]> records) {
    byte[] payload = payload(records);
    ByteBuffer frame = ByteBuffer.allocate(HEAD_BYTES + payload.length);
    frame.putInt(MARKER).putInt(payload.length).putLong(number);
    frame.putInt(crc(frame.array(), 0, CHECKED_HEAD_BYTES));
    frame.putInt(crc(payload, 0, payload.length)).put(payload);
    return frame.array();
  }

  /** The head that begins there; empty if none does. */
  static Optional<Head> head(ByteBuffer bytes, int position) {
    if (bytes.limit() - position < HEAD_BYTES || bytes.getInt(position) != MARKER) {
      return Optional.empty();
    }
    byte[] checked = new byte[CHECKED_HEAD_BYTES];
    bytes.get(position, checked);
    int length = bytes.getInt(position + 4);
    boolean whole =
        bytes.getInt(position + CHECKED_HEAD_BYTES) == crc(checked, 0, checked.length)
            && length >= 0
            && length <= MAX_BYTES;
    return whole
        ? Optional.of(
            new Head(length, bytes.getLong(position + 8), bytes.getInt(position + HEAD_BYTES - 4)))
        : Optional.empty();
  }

  /**
   * The records of a payload that fits its head.
   *
   * @throws IOException if there are none in it, which takes a faulty writer
   */
  static List<byte[]> records(byte[] payload) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(payload);
    List<byte[]> records = new ArrayList<>();
    try {
      while (bytes.hasRemaining()) {
        byte[] record = new byte[bytes.getInt()];
        bytes.get(record);
        records.add(record);
      }
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IOException("a frame with a right checksum and wrong contents", e);
    }
    return records;
  }

  private static byte[] payload(List<byte[]> records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (byte[] record : records) {
        out.writeInt(record.length);
        out.write(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
