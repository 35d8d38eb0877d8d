package io.github.kmsjca.hostile;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can happen to any message, at any of its bytes. */
enum Mutation {
  ONE_BIT_FLIPPED,
  ALL_BITS_FLIPPED,
  ZEROED,
  CUT_OFF,
  BEGINNING_LOST,
  BYTE_LOST,
  BYTE_DOUBLED,
  EXTENDED;

  private static final int MOST_EXTRA = 40;

  /** All variants that differ from the message. */
  Stream<byte[]> of(byte[] message) {
    if (this == EXTENDED) {
      return IntStream.rangeClosed(1, MOST_EXTRA)
          .mapToObj(extra -> Arrays.copyOf(message, message.length + extra));
    }
    return IntStream.range(0, message.length)
        .mapToObj(at -> at(message, at))
        .filter(variant -> !Arrays.equals(variant, message));
  }

  private byte[] at(byte[] message, int at) {
    byte[] before = Arrays.copyOf(message, at);
    byte[] after = Arrays.copyOfRange(message, at + 1, message.length);
    byte value = message[at];
    return switch (this) {
      case ONE_BIT_FLIPPED ->
          Anatomy.join(before, new byte[] {(byte) (value ^ 1 << at % Byte.SIZE)}, after);
      case ALL_BITS_FLIPPED -> Anatomy.join(before, new byte[] {(byte) ~value}, after);
      case ZEROED -> Anatomy.join(before, new byte[1], after);
      case CUT_OFF -> before;
      case BEGINNING_LOST -> after;
      case BYTE_LOST -> Anatomy.join(before, after);
      case BYTE_DOUBLED -> Anatomy.join(before, new byte[] {value, value}, after);
      case EXTENDED -> throw new IllegalStateException();
    };
  }
}
