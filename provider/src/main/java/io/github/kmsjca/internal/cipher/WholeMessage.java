package io.github.kmsjca.internal.cipher;

import java.security.AlgorithmParameters;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * An operation that takes its message in one piece, as KMS does: collects it up to a bound, and
 * answers when it is complete. After that, and after any failure but a {@link
 * ShortBufferException}, nothing of the message is left and the next one may begin; but for a
 * failure of KMS in the middle of a message, after which all is refused until the next init.
 */
abstract class WholeMessage implements CipherOperation {
  private static final byte[] NOTHING = {};
  private static final int FIRST_CAPACITY = 256;

  private final int limit;
  private byte[] buffer = NOTHING;
  private int length;
  private boolean tooLong;
  private final Unanswered unanswered = new Unanswered();

  /**
   * Begins with no message.
   *
   * @param limit bytes
   */
  WholeMessage(int limit) {
    this.limit = limit;
  }

  /**
   * What becomes of the complete message.
   *
   * @param message wiped afterwards
   */
  abstract byte[] finish(byte[] message) throws IllegalBlockSizeException, BadPaddingException;

  /** Bytes that a message of so many bytes becomes at most. */
  abstract int largestOutput(int messageLength);

  /** Why the message is refused: it is longer than the limit. */
  abstract String tooLongText(int most);

  /** The first part that is too much; whatever it does, {@code doFinal} fails. */
  void exceeded() {}

  /** The message is over, well or not. */
  void reset() {
    Arrays.fill(buffer, 0, length, (byte) 0);
    length = 0;
    tooLong = false;
  }

  /** True once something of a message was taken. */
  boolean isBegun() {
    return isStarted();
  }

  /** Throws if KMS failed in the middle of the message. */
  final void requireAnswered() {
    unanswered.require();
  }

  final boolean isStarted() {
    return length > 0 || tooLong;
  }

  final String tooLongText() {
    return tooLongText(limit);
  }

  @Override
  public final int outputSize(int inputLength) {
    return largestOutput((int) Math.min(limit, (long) length + inputLength));
  }

  @Override
  public final int updateSize(int inputLength) {
    return 0;
  }

  @Override
  public final byte[] update(byte[] input, int offset, int count) {
    requireAnswered();
    collect(input, offset, count);
    if (tooLong) {
      exceeded();
    }
    return NOTHING;
  }

  @Override
  public final int update(byte[] input, int offset, int count, byte[] output, int outputOffset) {
    return update(input, offset, count).length;
  }

  @Override
  public final byte[] doFinal(byte[] input, int offset, int count)
      throws IllegalBlockSizeException, BadPaddingException {
    requireAnswered();
    boolean begun = isBegun();
    byte[] message = NOTHING;
    try {
      collect(input, offset, count);
      if (tooLong) {
        throw new IllegalBlockSizeException(tooLongText());
      }
      message = Arrays.copyOf(buffer, length);
      return finish(message);
    } catch (ProviderException e) {
      if (begun) {
        unanswered.note(e);
      }
      throw e;
    } finally {
      Arrays.fill(message, (byte) 0);
      reset();
    }
  }

  @Override
  public final int doFinal(byte[] input, int offset, int count, byte[] output, int outputOffset)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    int needed = outputSize(count);
    if (output.length - outputOffset < needed) {
      throw new ShortBufferException(
          "the output needs room for " + needed + " bytes; nothing was done yet");
    }
    byte[] result = doFinal(input, offset, count);
    System.arraycopy(result, 0, output, outputOffset, result.length);
    int written = result.length;
    Arrays.fill(result, (byte) 0);
    return written;
  }

  /** What is too long is not kept, and not forgotten: its rest must not pass for a message. */
  private void collect(byte[] input, int offset, int count) {
    if (tooLong || count > limit - length) {
      reset();
      tooLong = true;
      return;
    }
    if (length + count > buffer.length) {
      int capacity = Math.min(limit, Math.max(FIRST_CAPACITY, 2 * (length + count)));
      byte[] larger = Arrays.copyOf(buffer, capacity);
      Arrays.fill(buffer, (byte) 0);
      buffer = larger;
    }
    System.arraycopy(input, offset, buffer, length, count);
    length += count;
  }

  @Override
  public void updateAad(byte[] aad, int offset, int count) {
    throw new UnsupportedOperationException("this transformation takes no associated data");
  }

  @Override
  public byte @Nullable [] iv() {
    return null;
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return null;
  }

  @Override
  public int blockSize() {
    return 0;
  }

  @Override
  public final void abandon() {
    reset();
  }
}
