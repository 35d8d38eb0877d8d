package io.github.kmsjca.internal.mac;

import java.nio.ByteBuffer;

/** What a Mac does once it has a key. */
interface MacOperation {
  void update(byte[] bytes, int offset, int length);

  void update(ByteBuffer bytes);

  /** The MAC of all that came; afterwards the next message may begin. */
  byte[] finish();

  /** Forgets the message. */
  void reset();

  /** One of its own, with the same beginning of a message. */
  MacOperation copy() throws CloneNotSupportedException;
}
