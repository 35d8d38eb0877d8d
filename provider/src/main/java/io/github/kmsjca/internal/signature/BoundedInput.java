package io.github.kmsjca.internal.signature;

import java.nio.ByteBuffer;
import java.security.SignatureException;
import java.util.Arrays;

/** Keeps the message itself, up to a bound; wipes what it kept. */
final class BoundedInput implements MessageInput {
  private static final int FIRST_CAPACITY = 256;

  private final int least;
  private final int limit;
  private final String reason;
  private byte[] buffer = new byte[0];
  private int length;
  private boolean tooLong;

  /**
   * An empty input.
   *
   * @param least bytes of a message, 0 or 1
   * @param limit bytes
   * @param reason why there is a limit, for the message
   */
  BoundedInput(int least, int limit, String reason) {
    this.least = least;
    this.limit = limit;
    this.reason = reason;
  }

  @Override
  public void update(byte[] bytes, int offset, int count) throws SignatureException {
    if (isExcess(count)) {
      throw refuse();
    }
    ensureCapacity(count);
    System.arraycopy(bytes, offset, buffer, length, count);
    length += count;
  }

  @Override
  public void update(ByteBuffer bytes) {
    int count = bytes.remaining();
    if (isExcess(count)) {
      bytes.position(bytes.limit());
      return;
    }
    ensureCapacity(count);
    bytes.get(buffer, length, count);
    length += count;
  }

  /**
   * Remembers an excess until {@link #reset}: a caller who overlooks the failed update must not get
   * a signature of the rest.
   */
  private boolean isExcess(int count) {
    if (!tooLong && count > limit - length) {
      reset();
      tooLong = true;
    }
    return tooLong;
  }

  private void ensureCapacity(int more) {
    if (length + more > buffer.length) {
      int capacity = Math.min(limit, Math.max(FIRST_CAPACITY, 2 * (length + more)));
      byte[] larger = Arrays.copyOf(buffer, capacity);
      Arrays.fill(buffer, (byte) 0);
      buffer = larger;
    }
  }

  @Override
  public byte[] finish() throws SignatureException {
    if (tooLong) {
      throw refuse();
    }
    if (length < least) {
      throw new SignatureException("the message is empty: " + reason + ". Nothing is signed");
    }
    byte[] whole = Arrays.copyOf(buffer, length);
    reset();
    return whole;
  }

  @Override
  public void reset() {
    Arrays.fill(buffer, 0, length, (byte) 0);
    length = 0;
    tooLong = false;
  }

  @Override
  public boolean isStarted() {
    return length > 0 || tooLong;
  }

  private SignatureException refuse() {
    return new SignatureException(
        "the message is longer than " + limit + " bytes: " + reason + ". Nothing of it is signed");
  }
}
