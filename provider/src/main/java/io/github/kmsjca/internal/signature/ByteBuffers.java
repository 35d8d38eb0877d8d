package io.github.kmsjca.internal.signature;

import java.nio.ByteBuffer;

/** For what takes arrays only. */
final class ByteBuffers {
  private static final int CHUNK = 8192;

  /** Takes a part of an array. */
  @FunctionalInterface
  interface Sink {
    void update(byte[] bytes, int offset, int length);
  }

  private ByteBuffers() {}

  /** Hands on all that remains in a buffer; afterwards nothing does. */
  static void feed(ByteBuffer buffer, Sink sink) {
    if (buffer.hasArray()) {
      int length = buffer.remaining();
      sink.update(buffer.array(), buffer.arrayOffset() + buffer.position(), length);
      buffer.position(buffer.limit());
      return;
    }
    byte[] chunk = new byte[Math.min(CHUNK, buffer.remaining())];
    while (buffer.hasRemaining()) {
      int length = Math.min(chunk.length, buffer.remaining());
      buffer.get(chunk, 0, length);
      sink.update(chunk, 0, length);
    }
  }
}
