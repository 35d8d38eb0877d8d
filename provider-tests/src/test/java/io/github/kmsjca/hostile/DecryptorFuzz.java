package io.github.kmsjca.hostile;

import io.github.kmsjca.internal.envelope.BufferedDecryptor;
import io.github.kmsjca.internal.envelope.FramedDecryptor;
import io.github.kmsjca.internal.envelope.MessageCrypto;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.message.MessageLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.AEADBadTagException;

/**
 * Messages under a data key that the fuzzer knows, so that it gets past the tags: sound ones that
 * were changed, and ones whose frames it sealed itself. Nothing opens but what a reader opens that
 * was written for this purpose alone; whole and in pieces it is the same; each refusal is an
 * AEADBadTagException; and what is allocated is in proportion to the message.
 */
public final class DecryptorFuzz {
  private static final long ANYWAY = 1 << 21;
  private static final int PER_BYTE = 1000;
  private static final byte[] AAD = {1, 2, 3};
  private static final FakeDataKeys KEYS = new FakeDataKeys();
  private static final MessageCrypto CRYPTO = FakeDataKeys.crypto();

  private static final List<byte[]> MESSAGES =
      List.of(
          KEYS.message(Sample.plaintext(50), 16, AAD),
          KEYS.message(Sample.plaintext(16), 16, AAD),
          KEYS.message(new byte[0], 16, AAD),
          KEYS.message(Sample.plaintext(40), 1000, AAD));

  private DecryptorFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    Choices choices = new Choices(data);
    byte[] base = MESSAGES.get(choices.below(MESSAGES.size()));
    byte[] message =
        choices.next() < 128 ? changed(base, choices) : Forger.message(base, AAD, choices);
    byte[] expected = ReferenceReader.open(message, MESSAGES.get(0), AAD);
    byte[][] opened = new byte[2][];
    byte[] parts = choices.bytes(64);
    long most = ANYWAY + (long) PER_BYTE * message.length;
    boolean isMuch =
        Allocation.isBeyond(
            most,
            () -> {
              opened[0] = whole(message);
              opened[1] = inPieces(message, new Choices(parts));
            });
    require(Arrays.equals(expected, opened[0]), "whole", message);
    require(Arrays.equals(expected, opened[1]), "in pieces", message);
    require(!isMuch, "much memory", message);
  }

  private static void require(boolean condition, String what, byte[] message) {
    if (!condition) {
      throw new AssertionError(what + ": " + HexFormat.of().formatHex(message));
    }
  }

  private static byte[] changed(byte[] base, Choices choices) {
    byte[] message = base;
    do {
      int at = choices.below(message.length + 1);
      byte[] before = Arrays.copyOf(message, at);
      byte[] after = Arrays.copyOfRange(message, at, message.length);
      int count = Math.min(after.length, choices.next());
      byte[] rest = Arrays.copyOfRange(after, count, after.length);
      message =
          switch (choices.next() % 6) {
            case 0 -> Anatomy.join(before, choices.bytes(Math.min(count, 8)), after);
            case 1 -> Anatomy.join(before, rest);
            case 2 -> Anatomy.join(before, Arrays.copyOf(after, count), after);
            case 3 -> before;
            case 4 -> Anatomy.join(before, number(after, choices), tail(after));
            default -> Anatomy.join(before, tail(MESSAGES.get(choices.below(MESSAGES.size()))));
          };
    } while (choices.areLeft() && message.length < 10_000);
    return message;
  }

  private static byte[] number(byte[] bytes, Choices choices) {
    int there = bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
    return ByteBuffer.allocate(4).putInt(choices.insteadOf(there)).array();
  }

  private static byte[] tail(byte[] bytes) {
    return Arrays.copyOfRange(bytes, Math.min(4, bytes.length), bytes.length);
  }

  /** The plaintext, or null. */
  private static byte[] whole(byte[] message) throws KmsCallException {
    BufferedDecryptor decryptor = new BufferedDecryptor(CRYPTO, KEYS);
    decryptor.updateAad(AAD, 0, AAD.length);
    try {
      MessageLayout layout = decryptor.layout(message, 0, message.length);
      byte[] plaintext = new byte[layout.plaintextLength()];
      decryptor.open(layout, FakeDataKeys.policy(), message, 0, plaintext, 0);
      return plaintext;
    } catch (AEADBadTagException e) {
      return null;
    }
  }

  private static byte[] inPieces(byte[] message, Choices choices) throws KmsCallException {
    FramedDecryptor decryptor = new FramedDecryptor(CRYPTO, KEYS, FakeDataKeys.policy(), false);
    decryptor.updateAad(AAD, 0, AAD.length);
    byte[] output = new byte[message.length];
    int from = 0;
    int to = 0;
    try {
      while (from < message.length) {
        int part = Math.min(message.length - from, 1 + (choices.areLeft() ? choices.next() : 100));
        int most = (int) decryptor.maxLength(part);
        int told = decryptor.releasedLength(message, from, part);
        int released = decryptor.update(message, from, part, output, to);
        if (released != told || released > most) {
          throw new AssertionError("released " + released + ", told " + told + ", most " + most);
        }
        from += part;
        to += released;
      }
      decryptor.finish();
      return Arrays.copyOf(output, to);
    } catch (AEADBadTagException e) {
      return null;
    } finally {
      decryptor.close();
    }
  }
}
