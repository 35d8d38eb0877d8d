package io.github.kmsjca.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parts of a sound message of header version 2, found by the documented format alone, so that
 * one can put them together in another way.
 *
 * @param header all of it, its tag included
 * @param keys where the encrypted data keys begin, at their count
 * @param keysEnd where they end
 * @param frames the pieces of the body
 * @param footer length and signature; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Anatomy(byte[] header, int keys, int keysEnd, List<byte[]> frames, byte[] footer) {
  static final int CONTEXT = 1 + 2 + 32;
  private static final int TAG = 16;
  private static final int IV = 12;

  static Anatomy of(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message).position(CONTEXT);
    skipField(bytes);
    int keys = bytes.position();
    int count = Short.toUnsignedInt(bytes.getShort());
    for (int i = 0; i < 3 * count; i++) {
      skipField(bytes);
    }
    int keysEnd = bytes.position();
    int frameLength = bytes.position(keysEnd + 1).getInt();
    int at = keysEnd + 1 + 4 + 32 + TAG;
    byte[] header = Arrays.copyOf(message, at);
    List<byte[]> frames = new ArrayList<>();
    boolean isLast = false;
    while (!isLast) {
      isLast = bytes.getInt(at) == -1;
      int length =
          isLast ? 4 + 4 + IV + 4 + bytes.getInt(at + 20) + TAG : 4 + IV + frameLength + TAG;
      frames.add(Arrays.copyOfRange(message, at, at + length));
      at += length;
    }
    return new Anatomy(
        header, keys, keysEnd, frames, Arrays.copyOfRange(message, at, message.length));
  }

  private static void skipField(ByteBuffer bytes) {
    int length = Short.toUnsignedInt(bytes.getShort());
    bytes.position(bytes.position() + length);
  }

  /** Offsets at which a piece ends: of the header, and of each frame. */
  List<Integer> ends() {
    List<Integer> ends = new ArrayList<>();
    int at = header.length;
    ends.add(at);
    for (byte[] frame : frames) {
      at += frame.length;
      ends.add(at);
    }
    return ends;
  }

  byte[] wrappedKeys() {
    return Arrays.copyOfRange(header, keys, keysEnd);
  }

  /** The message with other encrypted data keys, count included. */
  byte[] withWrappedKeys(byte[] others) {
    byte[] changed =
        join(
            Arrays.copyOf(header, keys),
            others,
            Arrays.copyOfRange(header, keysEnd, header.length));
    return join(changed, body(frames), footer);
  }

  byte[] withHeader(byte[] other) {
    return join(other, body(frames), footer);
  }

  byte[] withFrames(List<byte[]> others) {
    return join(header, body(others), footer);
  }

  byte[] withFooter(byte[] other) {
    return join(header, body(frames), other);
  }

  private static byte[] body(List<byte[]> frames) {
    return join(frames.toArray(byte[][]::new));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
