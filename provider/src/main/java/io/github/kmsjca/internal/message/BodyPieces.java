package io.github.kmsjca.internal.message;

import java.nio.ByteBuffer;

/** Reads bodies of both kinds piece by piece: each frame, or the one block, is a piece. */
public final class BodyPieces {
  private static final long MAX_SEQUENCE = 0xffffffffL;

  private BodyPieces() {}

  /**
   * Length of the piece that begins here, head and tag included.
   *
   * @param start what there is of it; its position stays
   * @param sequence the number that has to come, from 1
   * @return its length if its head is there, else how many bytes are needed at least to tell more
   */
  public static int length(
      ByteBuffer start, MessageHeader header, long sequence, MessageLimits limits)
      throws MalformedMessageException {
    int headLength = headLength(start, header);
    return start.remaining() < headLength
        ? headLength
        : headLength
            + head(start.duplicate(), header, sequence, limits).length()
            + MessageHeader.TAG_LENGTH;
  }

  private static int headLength(ByteBuffer start, MessageHeader header) {
    if (!header.isFramed()) {
      return Frames.BLOCK_HEAD_LENGTH;
    }
    return start.remaining() < Frames.MIN_HEAD_LENGTH
        ? Frames.MIN_HEAD_LENGTH
        : Frames.headLength(start);
  }

  /** Reads a whole head; the position is then that of the ciphertext. */
  public static Frames.Head head(
      ByteBuffer piece, MessageHeader header, long sequence, MessageLimits limits)
      throws MalformedMessageException {
    if (!header.isFramed()) {
      return Frames.readBlockHead(piece, limits);
    }
    if (sequence > MAX_SEQUENCE) {
      throw new MalformedMessageException("it has too many frames");
    }
    return Frames.readHead(piece, (int) sequence, header.frameLength());
  }

  /**
   * Bytes of plaintext in the pieces that are there as a whole.
   *
   * @param body its position is then behind the last one of them
   * @param sequence the number that has to come, from 1
   */
  public static long plaintextLength(
      ByteBuffer body, MessageHeader header, long sequence, MessageLimits limits)
      throws MalformedMessageException {
    long total = 0;
    for (long number = sequence; ; number++) {
      int length = length(body, header, number, limits);
      if (length > body.remaining()) {
        return total;
      }
      int end = body.position() + length;
      Frames.Head head = head(body, header, number, limits);
      body.position(end);
      total += head.length();
      if (head.part() != BodyPart.FRAME) {
        return total;
      }
    }
  }
}
