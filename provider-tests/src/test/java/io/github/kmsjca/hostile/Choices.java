package io.github.kmsjca.hostile;

import java.nio.ByteBuffer;

/** A fuzzer's bytes as decisions; zeros when they are used up. */
final class Choices {
  private static final int[] REMARKABLE = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff, 0x10000, 16, 17, 12, 11, 10
  };

  private final ByteBuffer bytes;

  Choices(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  boolean areLeft() {
    return bytes.hasRemaining();
  }

  int next() {
    return bytes.hasRemaining() ? bytes.get() & 0xff : 0;
  }

  /** From 0 to one less. */
  int below(int limit) {
    return limit <= 1 ? 0 : (next() << 8 | next()) % limit;
  }

  /** True once in a while. */
  boolean rarely() {
    return next() > 0xe0;
  }

  /** A number near this one, or one on which programs stumble. */
  int insteadOf(int right) {
    int die = next();
    if (die < 64) {
      return right + die % 5 - 2;
    }
    return die < 128 ? REMARKABLE[die % REMARKABLE.length] : next() << 24 | next() << 8 | next();
  }

  byte[] bytes(int count) {
    byte[] taken = new byte[count];
    for (int i = 0; i < count; i++) {
      taken[i] = (byte) next();
    }
    return taken;
  }
}
