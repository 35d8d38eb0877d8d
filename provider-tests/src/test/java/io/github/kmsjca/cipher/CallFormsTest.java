package io.github.kmsjca.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.security.Provider;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which JCA lets one call a Cipher, with an operation of ours behind it. */
class CallFormsTest {
  private static final byte[] MESSAGE = "attack at dawn".getBytes(UTF_8);
  private static final int ROOM = 6144;
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private Cipher encrypter;
  private Cipher decrypter;

  @BeforeEach
  void start() throws Exception {
    Provider provider = kms.provider();
    KmsSecretKey key = (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    encrypter = Cipher.getInstance("AWSKMS", provider);
    encrypter.init(Cipher.ENCRYPT_MODE, key);
    decrypter = Cipher.getInstance("AWSKMS", provider);
    decrypter.init(Cipher.DECRYPT_MODE, key);
    kms.local().calls().clear();
  }

  /** One way to get a message through. */
  @FunctionalInterface
  interface Form {
    byte[] through(Cipher cipher, byte[] message) throws Exception;
  }

  private enum Forms {
    ONE_CALL((cipher, m) -> cipher.doFinal(m)),
    A_PART_OF_AN_ARRAY((cipher, m) -> cipher.doFinal(padded(m), 3, m.length)),
    UPDATE_AND_FINAL(
        (cipher, m) -> {
          cipher.update(m);
          return cipher.doFinal();
        }),
    BYTE_BY_BYTE(
        (cipher, m) -> {
          for (byte b : m) {
            cipher.update(new byte[] {b});
          }
          return cipher.doFinal();
        }),
    INTO_AN_ARRAY(
        (cipher, m) -> {
          byte[] out = new byte[ROOM + 5];
          int first = cipher.update(m, 0, 1, out, 5);
          int more = cipher.doFinal(m, 1, m.length - 1, out, 5 + first);
          return Arrays.copyOfRange(out, 5, 5 + first + more);
        }),
    FINAL_INTO_AN_ARRAY(
        (cipher, m) -> {
          byte[] out = new byte[ROOM];
          cipher.update(m, 0, m.length, out);
          return Arrays.copyOf(out, cipher.doFinal(out, 0));
        }),
    IN_PLACE(
        (cipher, m) -> {
          byte[] array = Arrays.copyOf(m, ROOM);
          return Arrays.copyOf(array, cipher.doFinal(array, 0, m.length, array, 0));
        }),
    OVERLAPPING(
        (cipher, m) -> {
          byte[] array = new byte[ROOM + 2];
          System.arraycopy(m, 0, array, 0, m.length);
          int length = cipher.doFinal(array, 0, m.length, array, 2);
          return Arrays.copyOfRange(array, 2, 2 + length);
        }),
    HEAP_BUFFERS((cipher, m) -> buffers(cipher, ByteBuffer.wrap(m), ByteBuffer.allocate(ROOM))),
    SLICES(
        (cipher, m) ->
            buffers(
                cipher,
                ByteBuffer.wrap(padded(m), 3, m.length).slice(),
                ByteBuffer.allocate(ROOM + 9).position(4).slice())),
    DIRECT_BUFFERS(
        (cipher, m) ->
            buffers(
                cipher,
                ByteBuffer.allocateDirect(m.length).put(m).flip(),
                ByteBuffer.allocateDirect(ROOM))),
    READ_ONLY_INPUT(
        (cipher, m) ->
            buffers(
                cipher, ByteBuffer.wrap(m).asReadOnlyBuffer(), ByteBuffer.allocateDirect(ROOM))),
    BUFFERS_OF_ONE_ARRAY(
        (cipher, m) -> {
          byte[] array = new byte[ROOM + 2];
          System.arraycopy(m, 0, array, 0, m.length);
          return buffers(
              cipher, ByteBuffer.wrap(array, 0, m.length), ByteBuffer.wrap(array, 2, ROOM));
        }),
    OVERLAPPING_DIRECT_BUFFERS(
        (cipher, m) -> {
          ByteBuffer whole = ByteBuffer.allocateDirect(ROOM + 2).put(m).flip();
          ByteBuffer output = whole.duplicate();
          output.limit(ROOM + 2).position(2);
          return buffers(cipher, whole, output);
        }),
    BUFFERS_IN_PARTS(
        (cipher, m) -> {
          ByteBuffer input = ByteBuffer.wrap(m);
          ByteBuffer output = ByteBuffer.allocate(ROOM);
          input.limit(5);
          assertEquals(0, cipher.update(input, output));
          assertEquals(5, input.position());
          input.limit(m.length);
          return buffers(cipher, input, output);
        });

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without a capture
    private final Form form;

    Forms(Form form) {
      this.form = form;
    }

    private static byte[] padded(byte[] message) {
      byte[] array = new byte[message.length + 7];
      System.arraycopy(message, 0, array, 3, message.length);
      return array;
    }

    private static byte[] buffers(Cipher cipher, ByteBuffer input, ByteBuffer output)
        throws Exception {
      int start = output.position();
      int written = cipher.doFinal(input, output);
      assertEquals(0, input.remaining());
      assertEquals(start + written, output.position());
      byte[] result = new byte[written];
      output.flip().position(start);
      output.get(result);
      return result;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyForm(Forms row) throws Exception {
    for (int i = 0; i < 2; i++) {
      byte[] blob = row.form.through(encrypter, MESSAGE.clone());
      assertArrayEquals(MESSAGE, row.form.through(decrypter, blob));
    }
    kms.assertCalls(2, "Encrypt");
    kms.assertCalls(2, "Decrypt");
  }

  static Stream<ByteBuffer> shortBuffers() {
    return Stream.of(
        ByteBuffer.allocate(6), ByteBuffer.allocate(ROOM).limit(6), ByteBuffer.allocateDirect(6));
  }

  /** Nothing is consumed, nothing is called, and the same call with more room works. */
  @ParameterizedTest
  @MethodSource("shortBuffers")
  void tooLittleRoom(ByteBuffer room) throws Exception {
    byte[] blob = encrypter.doFinal(MESSAGE);
    kms.local().calls().clear();
    room.position(1);
    ByteBuffer input = ByteBuffer.wrap(blob, 4, blob.length - 4);
    decrypter.update(blob, 0, 4);
    assertThrowsExactly(ShortBufferException.class, () -> decrypter.doFinal(input, room));
    assertThrowsExactly(
        ShortBufferException.class,
        () -> decrypter.doFinal(blob, 4, blob.length - 4, new byte[ROOM], ROOM - 5));
    assertEquals(4, input.position());
    assertEquals(1, room.position());
    assertEquals(0, kms.local().calls().count());
    ByteBuffer output = ByteBuffer.allocate(ROOM);
    assertEquals(MESSAGE.length, decrypter.doFinal(input, output));
    assertArrayEquals(MESSAGE, Arrays.copyOf(output.array(), MESSAGE.length));
  }

  @Test
  void noByteBehindTheLimitIsTouched() throws Exception {
    byte[] blob = encrypter.doFinal(MESSAGE);
    byte[] array = new byte[ROOM];
    Arrays.fill(array, (byte) 7);
    decrypter.doFinal(ByteBuffer.wrap(blob), ByteBuffer.wrap(array, 0, blob.length));
    for (int i = MESSAGE.length; i < array.length; i++) {
      assertEquals(7, array[i]);
    }
  }

  @Test
  void buffersThatCannotBe() {
    ByteBuffer one = ByteBuffer.allocate(ROOM);
    assertThrowsExactly(IllegalArgumentException.class, () -> encrypter.doFinal(one, one));
    assertThrowsExactly(
        ReadOnlyBufferException.class, () -> encrypter.doFinal(one, one.asReadOnlyBuffer()));
  }

  @Test
  void associatedDataOfABuffer() throws Exception {
    ByteBuffer aad = ByteBuffer.wrap(new byte[] {1, 2, 3}).asReadOnlyBuffer();
    encrypter.updateAAD(aad);
    assertEquals(0, aad.remaining());
    byte[] blob = encrypter.doFinal(MESSAGE);
    decrypter.updateAAD(new byte[] {1, 2, 3});
    assertArrayEquals(MESSAGE, decrypter.doFinal(blob));
    assertNotEquals(0, blob.length);
  }
}
