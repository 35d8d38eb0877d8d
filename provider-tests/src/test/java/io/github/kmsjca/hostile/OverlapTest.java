package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Input and output in one memory, one upon the other or shifted to either side. */
class OverlapTest {
  private static final int BASE = 700;
  private static final int LENGTH = 100;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = Harness.of(kms);
  }

  private enum Memory {
    ARRAY {
      @Override
      byte[] through(Cipher cipher, byte[] in, int shift) throws Exception {
        byte[] array = spread(in);
        int length = cipher.doFinal(array, BASE, in.length, array, BASE + shift);
        return Arrays.copyOfRange(array, BASE + shift, BASE + shift + length);
      }
    },
    /** Part by part, each into its own place. */
    ARRAY_WITH_UPDATE {
      @Override
      byte[] through(Cipher cipher, byte[] in, int shift) throws Exception {
        byte[] array = spread(in);
        int half = in.length / 2;
        byte[] rest = Arrays.copyOfRange(in, half, in.length);
        int first = cipher.update(array, BASE, half, array, BASE + shift);
        byte[] start = Arrays.copyOfRange(array, BASE + shift, BASE + shift + first);
        byte[] second = spread(rest);
        int last = cipher.doFinal(second, BASE, rest.length, second, BASE + shift);
        return Anatomy.join(start, Arrays.copyOfRange(second, BASE + shift, BASE + shift + last));
      }
    },
    HEAP_BUFFERS {
      @Override
      byte[] through(Cipher cipher, byte[] in, int shift) throws Exception {
        return buffers(cipher, ByteBuffer.wrap(spread(in)), in.length, shift);
      }
    },
    DIRECT_BUFFERS {
      @Override
      byte[] through(Cipher cipher, byte[] in, int shift) throws Exception {
        byte[] array = spread(in);
        ByteBuffer memory = ByteBuffer.allocateDirect(array.length).put(array);
        return buffers(cipher, memory, in.length, shift);
      }
    };

    abstract byte[] through(Cipher cipher, byte[] in, int shift) throws Exception;

    private static byte[] spread(byte[] in) {
      byte[] array = new byte[2 * BASE + 2000];
      System.arraycopy(in, 0, array, BASE, in.length);
      return array;
    }

    private static byte[] buffers(Cipher cipher, ByteBuffer memory, int length, int shift)
        throws Exception {
      ByteBuffer input = memory.duplicate().limit(BASE + length).position(BASE);
      ByteBuffer output = memory.duplicate().clear().position(BASE + shift);
      int written = cipher.doFinal(input, output);
      assertEquals(0, input.remaining());
      assertEquals(BASE + shift + written, output.position());
      byte[] result = new byte[written];
      output.flip().position(BASE + shift).get(result);
      return result;
    }
  }

  static List<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (Memory memory : Memory.values()) {
        rows.add(Arguments.of(name, memory));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyShift(Name name, Memory memory) throws Exception {
    byte[] plaintext = Sample.plaintext(LENGTH);
    Cipher encrypter = name.cipher(harness.provider());
    Cipher decrypter = harness.decrypter(name);
    for (int shift = -BASE; shift <= BASE; shift += Math.abs(shift) < 40 ? 1 : 33) {
      encrypter.init(Cipher.ENCRYPT_MODE, harness.key());
      byte[] message = memory.through(encrypter, plaintext, shift);
      harness.assertOpens(plaintext, message);
      assertArrayEquals(plaintext, memory.through(decrypter, message, shift));
    }
  }
}
