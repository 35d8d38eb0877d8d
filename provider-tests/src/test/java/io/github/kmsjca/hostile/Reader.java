package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * One Cipher that decrypts good and spoilt messages in turn, and is held to what its name promises:
 * whole messages fail by AEADBadTagException and leave the Cipher ready; streams fail by
 * ProviderException until the next init. No byte of plaintext is left behind by either.
 */
final class Reader {
  /** What output arrays are filled with; a sample's plaintext has no such byte. */
  static final byte PATTERN = 0x5a;

  private static final int PART = 61;

  private final Name name;
  private final Sample good;
  private final Cipher cipher;

  Reader(Name name, Provider provider, Sample good) throws GeneralSecurityException {
    this.name = name;
    this.good = good;
    this.cipher = name.cipher(provider);
    init();
  }

  private void init() throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, good.key(), good.parameters());
  }

  void assertReadsGood() throws GeneralSecurityException {
    cipher.updateAAD(good.aad());
    assertArrayEquals(good.plaintext(), cipher.doFinal(good.message()));
  }

  /** Refuses a spoilt message, in one call and in parts, and reads the good one after it. */
  AEADBadTagException assertRefuses(byte[] message) throws GeneralSecurityException {
    return assertRefuses(message, good.aad());
  }

  AEADBadTagException assertRefuses(byte[] message, byte[] aad) throws GeneralSecurityException {
    AEADBadTagException cause = assertRefusesOnly(message, aad);
    assertReadsGood();
    return cause;
  }

  /** The same, and the good one not. */
  AEADBadTagException assertRefusesOnly(byte[] message, byte[] aad)
      throws GeneralSecurityException {
    AEADBadTagException cause;
    if (name.isFramed()) {
      refusedInParts(message, aad);
      cause = refusedAtOnce(message, aad);
      init();
    } else {
      refusedAfterUpdates(message, aad);
      cause = refusedAsAWhole(message, aad);
    }
    return cause;
  }

  private AEADBadTagException cause(Call call) {
    if (!name.isFramed()) {
      return assertThrowsExactly(AEADBadTagException.class, call::run);
    }
    Exception thrown = assertThrowsExactly(ProviderException.class, call::run);
    return assertInstanceOf(AEADBadTagException.class, thrown.getCause());
  }

  @FunctionalInterface
  private interface Call {
    void run() throws GeneralSecurityException;
  }

  private static byte[] patterned(int length) {
    byte[] output = new byte[length];
    Arrays.fill(output, PATTERN);
    return output;
  }

  private static void assertNoPlaintext(byte[] output, int from) {
    for (int i = from; i < output.length; i++) {
      assertTrue(output[i] == PATTERN || output[i] == 0, "a byte of plaintext is left");
    }
  }

  private AEADBadTagException refusedAsAWhole(byte[] message, byte[] aad) {
    byte[] output = patterned(message.length + 16);
    cipher.updateAAD(aad);
    AEADBadTagException cause = cause(() -> cipher.doFinal(message, 0, message.length, output, 0));
    assertNoPlaintext(output, 0);
    byte[] array = Arrays.copyOf(message, message.length);
    cipher.updateAAD(aad);
    cause(() -> cipher.doFinal(array, 0, array.length, array, 0));
    assertArrayEquals(message, array, "the input is the caller's");
    return cause;
  }

  private void refusedAfterUpdates(byte[] message, byte[] aad) throws GeneralSecurityException {
    cipher.updateAAD(aad);
    byte[] output = patterned(message.length + 16);
    int half = message.length / 2;
    assertEquals(0, cipher.update(message, 0, half, output, 0));
    assertEquals(0, cipher.update(message, half, message.length - half, output, 0));
    cause(() -> cipher.doFinal(output, 0));
    assertNoPlaintext(output, 0);
  }

  private AEADBadTagException refusedAtOnce(byte[] message, byte[] aad)
      throws GeneralSecurityException {
    init();
    cipher.updateAAD(aad);
    byte[] output = patterned(message.length + 16);
    AEADBadTagException cause = cause(() -> cipher.doFinal(message, 0, message.length, output, 0));
    assertNoPlaintext(output, 0);
    assertSticky(output, 0);
    return cause;
  }

  /** What was released before the failure is the beginning of the plaintext. */
  private void refusedInParts(byte[] message, byte[] aad) throws GeneralSecurityException {
    init();
    cipher.updateAAD(aad);
    byte[] output = patterned(message.length + PART);
    int[] progress = new int[2];
    cause(
        () -> {
          while (progress[0] < message.length) {
            int part = Math.min(PART, message.length - progress[0]);
            progress[1] += cipher.update(message, progress[0], part, output, progress[1]);
            progress[0] += part;
          }
          progress[1] += cipher.doFinal(output, progress[1]);
        });
    int released = progress[1];
    assertTrue(released <= good.plaintext().length);
    assertArrayEquals(Arrays.copyOf(good.plaintext(), released), Arrays.copyOf(output, released));
    assertNoPlaintext(output, released);
    assertSticky(output, released);
  }

  private void assertSticky(byte[] output, int released) {
    byte[] message = good.message();
    cause(() -> cipher.update(message));
    cause(() -> cipher.doFinal());
    cause(() -> cipher.doFinal(message));
    cause(() -> cipher.update(message, 0, message.length, output, released));
    cause(() -> cipher.updateAAD(message));
    assertNoPlaintext(output, released);
  }
}
