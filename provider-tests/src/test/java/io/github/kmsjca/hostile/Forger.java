package io.github.kmsjca.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Writes messages with the data key in hand, mostly right and here and there not. */
final class Forger {
  static final String SINGLE_BLOCK = "AWSKMSEncryptionClient Single Block";
  static final String FRAME = "AWSKMSEncryptionClient Frame";
  static final String FINAL_FRAME = "AWSKMSEncryptionClient Final Frame";
  private static final int MOST_FRAMES = 6;
  private static final int MOST_PLAINTEXT = 40;

  private final Seal seal;
  private final Choices choices;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Forger(Seal seal, Choices choices) {
    this.seal = seal;
    this.choices = choices;
  }

  /** A message with the id and the recipients of another. */
  static byte[] message(byte[] base, byte[] aad, Choices choices) throws GeneralSecurityException {
    Anatomy anatomy = Anatomy.of(base);
    byte[] id = Arrays.copyOfRange(base, 3, 3 + 32);
    Forger forger = new Forger(new Seal(FakeDataKeys.KEY, id), choices);
    boolean isFramed = !choices.rarely();
    int frameLength = isFramed ? 1 + choices.below(20) : 0;
    forger.header(Arrays.copyOf(anatomy.header(), anatomy.keysEnd()), isFramed, frameLength, aad);
    if (isFramed) {
      forger.frames(frameLength);
    } else {
      forger.block();
    }
    if (choices.rarely()) {
      forger.out.writeBytes(choices.bytes(1 + choices.below(30)));
    }
    return forger.out.toByteArray();
  }

  private int perhapsAnother(int right) {
    return choices.rarely() ? choices.insteadOf(right) : right;
  }

  private void header(byte[] start, boolean isFramed, int frameLength, byte[] aad)
      throws GeneralSecurityException {
    ByteBuffer body = ByteBuffer.allocate(start.length + 1 + 4 + 32);
    body.put(start).put((byte) perhapsAnother(isFramed ? 2 : 1));
    body.putInt(perhapsAnother(frameLength)).put(seal.commitment());
    if (choices.rarely()) {
      int at = start.length + choices.below(body.capacity() - start.length);
      body.put(at, (byte) choices.next());
    }
    out.writeBytes(body.array());
    out.writeBytes(seal.header(body.array(), choices.rarely() ? new byte[0] : aad));
  }

  private void block() throws GeneralSecurityException {
    byte[] plaintext = choices.bytes(choices.below(MOST_PLAINTEXT));
    byte[] iv = choices.bytes(12);
    long length = choices.rarely() ? (long) choices.next() << 56 : plaintext.length;
    out.writeBytes(iv);
    out.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
    out.writeBytes(seal.piece(SINGLE_BLOCK, perhapsAnother(1), length, iv, plaintext));
  }

  private void frames(int frameLength) throws GeneralSecurityException {
    int count = choices.below(MOST_FRAMES);
    for (int number = 1; number <= count; number++) {
      int sequence = perhapsAnother(number);
      byte[] iv = iv(number);
      byte[] plaintext = choices.bytes(frameLength);
      out.writeBytes(ByteBuffer.allocate(4).putInt(sequence).array());
      out.writeBytes(iv);
      String part = choices.rarely() ? FINAL_FRAME : FRAME;
      out.writeBytes(
          seal.piece(part, perhapsAnother(sequence), perhapsAnother(frameLength), iv, plaintext));
    }
    int lasts = choices.rarely() ? choices.below(3) : 1;
    for (int i = 0; i < lasts; i++) {
      last(count + 1 + i, perhapsAnother(choices.below(frameLength + 1)));
    }
  }

  private void last(int number, int length) throws GeneralSecurityException {
    int sequence = perhapsAnother(number);
    byte[] iv = iv(number);
    byte[] plaintext = choices.bytes(Math.min(MOST_PLAINTEXT, Math.max(0, length)));
    ByteBuffer head = ByteBuffer.allocate(4 + 4 + 12 + 4);
    head.putInt(perhapsAnother(-1)).putInt(sequence).put(iv).putInt(perhapsAnother(length));
    out.writeBytes(head.array());
    String part = choices.rarely() ? FRAME : FINAL_FRAME;
    out.writeBytes(seal.piece(part, perhapsAnother(sequence), length, iv, plaintext));
  }

  /** Readers take any. */
  private byte[] iv(int number) {
    return choices.rarely()
        ? choices.bytes(12)
        : ByteBuffer.allocate(12).putLong(0).putInt(number).array();
  }
}
