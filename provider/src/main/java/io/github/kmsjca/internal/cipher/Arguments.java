package io.github.kmsjca.internal.cipher;

import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.ShortBufferException;

/** What callers give: arrays with room or without, apart or overlapping. */
final class Arguments {
  /** The longest array that every JVM makes. */
  static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private Arguments() {}

  static int arrayLength(long length) {
    if (length > MAX_ARRAY) {
      throw new ProviderException(length + " bytes are too many for an array: use smaller parts");
    }
    return (int) length;
  }

  static void requireRoom(int needed, byte[] output, int offset) throws ShortBufferException {
    if (output.length - offset < needed) {
      throw new ShortBufferException(
          "the output needs " + needed + " bytes, and there are " + (output.length - offset));
    }
  }

  /** The input, where output cannot run into it: a copy from offset 0 if it is the same array. */
  static byte[] apart(byte[] input, int offset, int length, byte[] output) {
    return input == output ? Arrays.copyOfRange(input, offset, offset + length) : input;
  }

  /** Wipes what {@link #apart} copied, if it did. */
  static void wipeCopy(byte[] source, byte[] input) {
    if (source != input) {
      Arrays.fill(source, (byte) 0);
    }
  }
}
