package io.github.kmsjca.benchmarks.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;

/** A large message in memory, to be read without a copy. */
final class Message extends ByteArrayOutputStream {
  private static final int HEADER = 4096;
  private static final int FRAMES_PART = 64;

  /** With room for what any format adds, so that it never grows. */
  Message(int plaintextSize) {
    super(plaintextSize + plaintextSize / FRAMES_PART + HEADER);
  }

  /** The message, from the first byte; longer than {@link #size}. */
  byte[] array() {
    return buf;
  }

  InputStream stream() {
    return new ByteArrayInputStream(buf, 0, count);
  }
}
