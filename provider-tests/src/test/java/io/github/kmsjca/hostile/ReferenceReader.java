package io.github.kmsjca.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * What a message of suite 0478 under the known data key says, read in the simplest way from the
 * format's documentation. The wrapped keys are not interpreted: the header's tag covers them, and
 * the forger has no others.
 */
final class ReferenceReader {
  private static final int MOST_FRAME = 1 << 24;
  private static final int TAG = 16;
  private static final int IV = 12;

  private ReferenceReader() {}

  /**
   * The plaintext, or null if it is not to be opened.
   *
   * @param like a message for the same recipients and with the same context
   */
  static byte[] open(byte[] message, byte[] like, byte[] aad) throws GeneralSecurityException {
    int keysEnd = Anatomy.of(like).keysEnd();
    int headerEnd = keysEnd + 1 + 4 + 32;
    boolean isForUs =
        message.length >= headerEnd + TAG
            && Arrays.equals(message, 0, 3, like, 0, 3)
            && Arrays.equals(message, 35, keysEnd, like, 35, keysEnd);
    if (!isForUs) {
      return null;
    }
    Seal seal = new Seal(FakeDataKeys.KEY, Arrays.copyOfRange(message, 3, 35));
    byte[] header = Arrays.copyOf(message, headerEnd);
    ByteBuffer bytes = ByteBuffer.wrap(message);
    byte contentType = bytes.get(keysEnd);
    int frameLength = bytes.getInt(keysEnd + 1);
    boolean isFramed = contentType == 2 && frameLength > 0 && frameLength <= MOST_FRAME;
    boolean isBlock = contentType == 1 && frameLength == 0;
    bytes.position(keysEnd + 5);
    boolean isSound =
        Arrays.equals(take(bytes, 32), seal.commitment())
            && Arrays.equals(take(bytes, TAG), seal.header(header, aad));
    if (!isSound || (!isFramed && !isBlock)) {
      return null;
    }
    try {
      byte[] plaintext = isFramed ? frames(bytes, frameLength, seal) : block(bytes, seal);
      return bytes.hasRemaining() ? null : plaintext;
    } catch (BufferUnderflowException e) {
      return null;
    }
  }

  private static byte[] take(ByteBuffer bytes, long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[(int) count];
    bytes.get(taken);
    return taken;
  }

  private static byte[] block(ByteBuffer bytes, Seal seal) throws GeneralSecurityException {
    byte[] iv = take(bytes, IV);
    long length = bytes.getLong();
    return length < 0
        ? null
        : seal.open(Forger.SINGLE_BLOCK, 1, length, iv, take(bytes, length + TAG));
  }

  private static byte[] frames(ByteBuffer bytes, int frameLength, Seal seal)
      throws GeneralSecurityException {
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    for (int number = 1; ; number++) {
      int first = bytes.getInt();
      boolean isLast = first == -1;
      if ((isLast ? bytes.getInt() : first) != number) {
        return null;
      }
      byte[] iv = take(bytes, IV);
      int length = isLast ? bytes.getInt() : frameLength;
      if (length < 0 || length > frameLength) {
        return null;
      }
      String part = isLast ? Forger.FINAL_FRAME : Forger.FRAME;
      byte[] opened = seal.open(part, number, length, iv, take(bytes, (long) length + TAG));
      if (opened == null) {
        return null;
      }
      plaintext.writeBytes(opened);
      if (isLast) {
        return plaintext.toByteArray();
      }
    }
  }
}
