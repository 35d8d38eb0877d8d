package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.TestKms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a message is cut into calls, it is the same message. */
class SplitTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = Harness.of(kms);
  }

  static List<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (Form form : Form.values()) {
        for (int length : Harness.LENGTHS) {
          rows.add(Arguments.of(name, form, length));
        }
      }
    }
    return rows;
  }

  private enum Form {
    RETURNED {
      @Override
      byte[] through(Cipher cipher, byte[] in, int one, int two) throws Exception {
        byte[] array = shifted(in);
        Harness.Output output = new Harness.Output();
        output.add(cipher.update(array, SHIFT, one));
        output.add(cipher.update(array, SHIFT + one, two - one));
        return output.add(cipher.doFinal(array, SHIFT + two, in.length - two)).toBytes();
      }
    },
    /** With room as getOutputSize asks for it. */
    INTO_AN_ARRAY {
      @Override
      byte[] through(Cipher cipher, byte[] in, int one, int two) throws Exception {
        byte[] array = shifted(in);
        byte[] output = new byte[SHIFT + 2000];
        int written = cipher.update(array, SHIFT, one, output, SHIFT);
        written += cipher.update(array, SHIFT + one, two - one, output, SHIFT + written);
        int needed = cipher.getOutputSize(in.length - two);
        int last =
            cipher.doFinal(array, SHIFT + two, in.length - two, output, output.length - needed);
        assertTrue(last <= needed);
        System.arraycopy(output, output.length - needed, output, SHIFT + written, last);
        return Arrays.copyOfRange(output, SHIFT, SHIFT + written + last);
      }
    },
    /** Nothing is left for doFinal. */
    UPDATES_ONLY {
      @Override
      byte[] through(Cipher cipher, byte[] in, int one, int two) throws Exception {
        Harness.Output output = new Harness.Output();
        output.add(cipher.update(in, 0, one));
        output.add(cipher.update(in, one, two - one));
        output.add(cipher.update(in, two, in.length - two));
        return output.add(cipher.doFinal()).toBytes();
      }
    };

    private static final int SHIFT = 5;

    abstract byte[] through(Cipher cipher, byte[] in, int one, int two) throws Exception;

    private static byte[] shifted(byte[] in) {
      byte[] array = new byte[SHIFT + in.length + 3];
      System.arraycopy(in, 0, array, SHIFT, in.length);
      return array;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void encryption(Name name, Form form, int length) throws Exception {
    byte[] plaintext = Sample.plaintext(length);
    int size = harness.message(plaintext).length;
    Cipher cipher = name.cipher(harness.provider());
    for (int one = 0; one <= length; one++) {
      for (int two = one; two <= length; two++) {
        cipher.init(Cipher.ENCRYPT_MODE, harness.key());
        byte[] message = form.through(cipher, plaintext, one, two);
        assertEquals(size, message.length);
        harness.assertOpens(plaintext, message);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decryption(Name name, Form form, int length) throws Exception {
    byte[] plaintext = Sample.plaintext(length);
    byte[] message = harness.message(plaintext);
    Cipher cipher = harness.decrypter(name);
    for (int one = 0; one <= message.length; one++) {
      for (int two : new int[] {one, Math.min(one + 1 + length, message.length), message.length}) {
        assertArrayEquals(
            plaintext, form.through(cipher, message, one, two), () -> "split at " + two);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void byteByByte(Name name, Form form, int length) throws Exception {
    byte[] plaintext = Sample.plaintext(length);
    Cipher encrypter = harness.encrypter(name);
    Harness.Output message = new Harness.Output();
    for (byte b : plaintext) {
      message.add(encrypter.update(new byte[] {b}));
    }
    message.add(form.through(encrypter, new byte[0], 0, 0));
    Cipher decrypter = harness.decrypter(name);
    Harness.Output output = new Harness.Output();
    for (byte b : message.toBytes()) {
      output.add(decrypter.update(new byte[] {b}));
    }
    assertArrayEquals(plaintext, output.add(form.through(decrypter, new byte[0], 0, 0)).toBytes());
  }
}
