package io.github.kmsjca.internal.message;

import java.nio.ByteBuffer;

/**
 * Frames: {@code sequence, IV, ciphertext, tag}, and the last one {@code marker, sequence, IV,
 * length, ciphertext, tag}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html#body-framed">Framed
 *     data</a>
 */
public final class Frames {
  /** Stands before the last frame, where others have their number. */
  private static final int FINAL = 0xffffffff;

  /** Bytes of a frame that are needed to tell the length of its head. */
  public static final int MIN_HEAD_LENGTH = 4;

  /** Bytes before the ciphertext of a message without frames: IV and length. */
  public static final int BLOCK_HEAD_LENGTH = MessageHeader.IV_LENGTH + 8;

  /** Bytes before the ciphertext of a frame. */
  public static final int HEAD_LENGTH = 4 + MessageHeader.IV_LENGTH;

  /** Bytes before the ciphertext of the last frame. */
  public static final int FINAL_HEAD_LENGTH = 4 + HEAD_LENGTH + 4;

  /** The highest number that every reader takes. */
  public static final long MAX_FRAMES = 0xffffffffL - 1;

  private Frames() {}

  /**
   * What stands before a frame's ciphertext.
   *
   * @param part which kind of piece it is
   * @param length bytes of ciphertext, without the tag
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Head(BodyPart part, byte[] iv, int length) {}

  /** Writes the head of a frame, with the IV that counts the frames. */
  public static void putHead(ByteBuffer out, int sequence) {
    out.putInt(sequence);
    putIv(out, sequence);
  }

  /** Writes the head of the last frame. */
  public static void putFinalHead(ByteBuffer out, int sequence, int length) {
    out.putInt(FINAL).putInt(sequence);
    putIv(out, sequence);
    out.putInt(length);
  }

  private static void putIv(ByteBuffer out, int sequence) {
    out.putLong(0).putInt(sequence);
  }

  /** The IV of a frame, as {@link #putHead} writes it; 0 is the header's own. */
  public static byte[] iv(int sequence) {
    return ByteBuffer.allocate(MessageHeader.IV_LENGTH).putLong(0).putInt(sequence).array();
  }

  /** How many bytes the head has that begins here; 4 are needed to tell. */
  public static int headLength(ByteBuffer frame) {
    return frame.getInt(frame.position()) == FINAL ? FINAL_HEAD_LENGTH : HEAD_LENGTH;
  }

  /**
   * Reads a whole head.
   *
   * @param sequence the number that has to come
   * @param frameLength of the message
   */
  public static Head readHead(ByteBuffer in, int sequence, int frameLength)
      throws MalformedMessageException {
    int first = in.getInt();
    boolean isFinal = first == FINAL;
    if ((isFinal ? in.getInt() : first) != sequence) {
      throw new MalformedMessageException(
          "frame " + Integer.toUnsignedString(sequence) + " is missing or out of order");
    }
    // The IV is taken as it stands: not every writer counts from one.
    byte[] iv = new byte[MessageHeader.IV_LENGTH];
    in.get(iv);
    if (!isFinal) {
      return new Head(BodyPart.FRAME, iv, frameLength);
    }
    int length = in.getInt();
    if (Integer.compareUnsigned(length, frameLength) > 0) {
      throw new MalformedMessageException("the last frame is longer than a frame");
    }
    return new Head(BodyPart.FINAL_FRAME, iv, length);
  }

  /** Reads what stands before the ciphertext of a message without frames. */
  public static Head readBlockHead(ByteBuffer in, MessageLimits limits)
      throws MalformedMessageException {
    byte[] iv = new byte[MessageHeader.IV_LENGTH];
    in.get(iv);
    long length = in.getLong();
    if (Long.compareUnsigned(length, limits.maxUnframedLength()) > 0) {
      throw new MalformedMessageException(
          "a body without frames, of "
              + Long.toUnsignedString(length)
              + " bytes: the limit is "
              + limits.maxUnframedLength());
    }
    return new Head(BodyPart.SINGLE_BLOCK, iv, (int) length);
  }

  /**
   * Length of a body: all frames but the last are full, and the last one is empty only if there is
   * nothing to encrypt.
   *
   * @throws ArithmeticException if it is beyond a long
   */
  public static long bodyLength(long plaintextLength, int frameLength) {
    long full = plaintextLength == 0 ? 0 : (plaintextLength - 1) / frameLength;
    long heads = Math.multiplyExact(full, (long) HEAD_LENGTH + MessageHeader.TAG_LENGTH);
    return Math.addExact(
        Math.addExact(plaintextLength, heads), FINAL_HEAD_LENGTH + MessageHeader.TAG_LENGTH);
  }
}
