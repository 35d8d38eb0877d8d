package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An output that is too small costs nothing: the same call with enough room has the result. */
class RoomTest {
  private static final byte[] AAD = {1, 2, 3};

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = Harness.of(kms);
  }

  static List<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (int length : Harness.LENGTHS) {
        rows.add(Arguments.of(name, length));
      }
    }
    return rows;
  }

  /** Tries every size that is too small, in arrays and in buffers of both kinds. */
  private static byte[] update(Cipher cipher, byte[] in, int from, int to, int written)
      throws Exception {
    for (int size = 0; size < written; size++) {
      byte[] room = new byte[size];
      byte[] edge = new byte[1000];
      int start = edge.length - size;
      assertThrowsExactly(
          ShortBufferException.class, () -> cipher.update(in, from, to - from, room, 0));
      assertThrowsExactly(
          ShortBufferException.class, () -> cipher.update(in, from, to - from, edge, start));
      for (ByteBuffer buffer : buffers(size)) {
        ByteBuffer input = ByteBuffer.wrap(in, from, to - from);
        assertThrowsExactly(ShortBufferException.class, () -> cipher.update(input, buffer));
        assertUnmoved(input, from, buffer, size);
      }
    }
    byte[] output = new byte[written];
    assertEquals(written, cipher.update(in, from, to - from, output, 0));
    return output;
  }

  private static byte[] doFinal(Cipher cipher, byte[] in, int from, int written) throws Exception {
    for (int size = 0; size < written; size++) {
      byte[] room = new byte[size];
      byte[] edge = new byte[1000];
      int start = edge.length - size;
      assertThrowsExactly(
          ShortBufferException.class, () -> cipher.doFinal(in, from, in.length - from, room, 0));
      assertThrowsExactly(
          ShortBufferException.class,
          () -> cipher.doFinal(in, from, in.length - from, edge, start));
      for (ByteBuffer buffer : buffers(size)) {
        ByteBuffer input = ByteBuffer.wrap(in, from, in.length - from);
        assertThrowsExactly(ShortBufferException.class, () -> cipher.doFinal(input, buffer));
        assertUnmoved(input, from, buffer, size);
      }
    }
    byte[] output = new byte[written];
    assertEquals(written, cipher.doFinal(in, from, in.length - from, output, 0));
    return output;
  }

  private static List<ByteBuffer> buffers(int size) {
    return List.of(
        ByteBuffer.allocate(size),
        ByteBuffer.allocateDirect(size),
        ByteBuffer.allocate(1000).limit(size));
  }

  private static void assertUnmoved(ByteBuffer input, int from, ByteBuffer output, int size) {
    assertEquals(from, input.position());
    assertEquals(0, output.position());
    assertEquals(size, output.limit());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void encryption(Name name, int length) throws Exception {
    byte[] plaintext = Sample.plaintext(length);
    for (int half : new int[] {0, length / 2, length}) {
      Cipher measured = harness.encrypter(name);
      byte[] first = measured.update(plaintext, 0, half);
      int inUpdate = first == null ? 0 : first.length;
      int inFinal = measured.doFinal(plaintext, half, length - half).length;
      Cipher cipher = harness.encrypter(name);
      cipher.updateAAD(AAD);
      byte[] start = update(cipher, plaintext, 0, half, inUpdate);
      assertEquals(inFinal, cipher.getOutputSize(length - half));
      byte[] message = Anatomy.join(start, doFinal(cipher, plaintext, half, inFinal));
      Cipher decrypter = harness.decrypter(name);
      decrypter.updateAAD(AAD);
      assertArrayEquals(plaintext, decrypter.doFinal(message));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decryption(Name name, int length) throws Exception {
    byte[] plaintext = Sample.plaintext(length);
    Cipher encrypter = harness.encrypter(name);
    encrypter.updateAAD(AAD);
    byte[] message = encrypter.doFinal(plaintext);
    Cipher cipher = harness.decrypter(name);
    for (int half = 0; half <= message.length; half += 1 + message.length / 9) {
      Cipher measured = harness.decrypter(name);
      measured.updateAAD(AAD);
      byte[] first = measured.update(message, 0, half);
      int inUpdate = first == null ? 0 : first.length;
      cipher.updateAAD(AAD);
      byte[] start = update(cipher, message, 0, half, inUpdate);
      assertTrue(cipher.getOutputSize(message.length - half) >= length - inUpdate);
      byte[] rest = doFinal(cipher, message, half, length - inUpdate);
      assertArrayEquals(plaintext, Anatomy.join(start, rest));
    }
  }

  /** Exact for encryption after any updates; for decryption enough. */
  @ParameterizedTest
  @MethodSource("rows")
  void outputSize(Name name, int length) throws Exception {
    byte[] plaintext = Sample.plaintext(length);
    Cipher encrypter = harness.encrypter(name);
    Cipher decrypter = harness.decrypter(name);
    for (int half = 0; half <= length; half++) {
      encrypter.init(Cipher.ENCRYPT_MODE, harness.key());
      byte[] array = new byte[2000];
      int most = encrypter.getOutputSize(half);
      int start = encrypter.update(plaintext, 0, half, array, 0);
      assertTrue(start <= most);
      int expected = encrypter.getOutputSize(length - half);
      int rest = encrypter.doFinal(plaintext, half, length - half, array, start);
      assertEquals(expected, rest);
      byte[] message = Arrays.copyOf(array, start + rest);
      for (int cut = 0; cut <= message.length; cut += 10) {
        int room = decrypter.getOutputSize(cut);
        byte[] output = new byte[room];
        int released = decrypter.update(message, 0, cut, output, 0);
        byte[] last = new byte[decrypter.getOutputSize(message.length - cut)];
        int more = decrypter.doFinal(message, cut, message.length - cut, last, 0);
        assertEquals(length, released + more);
      }
    }
  }
}
