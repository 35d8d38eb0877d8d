package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Buffers of every kind, read and written between position and limit and nowhere else. */
class BufferTest {
  private static final int BEFORE = 6;
  private static final int AFTER = 11;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = Harness.of(kms);
  }

  private enum Kind {
    HEAP,
    HEAP_WITHIN_LIMITS,
    HEAP_SLICE,
    DIRECT,
    DIRECT_WITHIN_LIMITS,
    READ_ONLY_HEAP,
    READ_ONLY_DIRECT;

    boolean isReadOnly() {
      return this == READ_ONLY_HEAP || this == READ_ONLY_DIRECT;
    }

    /** So much room; all around it is the pattern. */
    ByteBuffer room(int length) {
      boolean isDirect = this == DIRECT || this == DIRECT_WITHIN_LIMITS;
      boolean isExact = this == HEAP || this == DIRECT;
      int size = isExact ? length : BEFORE + length + AFTER;
      ByteBuffer memory = isDirect ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
      byte[] pattern = new byte[size];
      Arrays.fill(pattern, Reader.PATTERN);
      memory.put(pattern).clear();
      if (!isExact) {
        memory.limit(BEFORE + length).position(BEFORE);
      }
      return this == HEAP_SLICE ? memory.slice() : memory;
    }

    ByteBuffer holding(byte[] bytes) {
      if (isReadOnly()) {
        Kind kind = this == READ_ONLY_HEAP ? HEAP_WITHIN_LIMITS : DIRECT_WITHIN_LIMITS;
        return kind.holding(bytes).asReadOnlyBuffer();
      }
      ByteBuffer room = room(bytes.length);
      room.duplicate().put(bytes);
      return room;
    }
  }

  static List<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (Kind input : Kind.values()) {
        for (Kind output : Kind.values()) {
          if (!output.isReadOnly()) {
            rows.add(Arguments.of(name, input, output));
          }
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bothWays(Name name, Kind input, Kind output) throws Exception {
    for (int length : Harness.LENGTHS) {
      byte[] plaintext = Sample.plaintext(length);
      for (int part : new int[] {0, 1, length / 2, length}) {
        if (part <= length) {
          byte[] message = through(harness.encrypter(name), plaintext, part, input, output, 2000);
          harness.assertOpens(plaintext, message);
          byte[] exact =
              through(harness.encrypter(name), plaintext, part, input, output, message.length);
          harness.assertOpens(plaintext, exact);
          Cipher decrypter = harness.decrypter(name);
          int first = part * message.length / Math.max(1, length);
          assertArrayEquals(
              plaintext, through(decrypter, message, first, input, output, message.length));
          assertArrayEquals(plaintext, through(decrypter, message, first, input, output, length));
        }
      }
    }
  }

  private static byte[] through(
      Cipher cipher, byte[] in, int part, Kind inputKind, Kind outputKind, int room)
      throws Exception {
    ByteBuffer input = inputKind.holding(in);
    ByteBuffer output = outputKind.room(room);
    int start = output.position();
    int end = input.limit();
    int limit = output.limit();
    input.limit(input.position() + part);
    int written = cipher.update(input, output);
    assertEquals(0, input.remaining());
    assertEquals(start + written, output.position());
    input.limit(end);
    written += cipher.doFinal(input, output);
    assertEquals(0, input.remaining());
    assertEquals(start + written, output.position());
    assertEquals(limit, output.limit());
    byte[] result = new byte[written];
    output.duplicate().position(start).get(result);
    ByteBuffer all = output.duplicate().clear();
    for (int i = 0; i < all.limit(); i++) {
      if (i < start || i >= limit) {
        assertEquals(Reader.PATTERN, all.get(i));
      }
    }
    return result;
  }

  @ParameterizedTest
  @EnumSource
  void buffersThatCannotBe(Name name) throws Exception {
    for (Cipher cipher : List.of(harness.encrypter(name), harness.decrypter(name))) {
      ByteBuffer one = ByteBuffer.allocate(4000);
      ByteBuffer readOnly = ByteBuffer.allocate(4000).asReadOnlyBuffer();
      assertThrowsExactly(IllegalArgumentException.class, () -> cipher.update(one, one));
      assertThrowsExactly(IllegalArgumentException.class, () -> cipher.doFinal(one, one));
      assertThrowsExactly(ReadOnlyBufferException.class, () -> cipher.update(one, readOnly));
      assertThrowsExactly(ReadOnlyBufferException.class, () -> cipher.doFinal(one, readOnly));
    }
  }

  @ParameterizedTest
  @EnumSource
  void additionalData(Name name) throws Exception {
    byte[] aad = {1, 2, 3, 4};
    byte[] plaintext = Sample.plaintext(20);
    for (Kind kind : Kind.values()) {
      Cipher encrypter = harness.encrypter(name);
      ByteBuffer buffer = kind.holding(aad);
      encrypter.updateAAD(buffer);
      assertEquals(0, buffer.remaining());
      byte[] message = encrypter.doFinal(plaintext);
      Cipher decrypter = harness.decrypter(name);
      decrypter.updateAAD(aad, 0, 1);
      decrypter.updateAAD(ByteBuffer.allocate(0));
      decrypter.updateAAD(aad, 1, 3);
      assertArrayEquals(plaintext, decrypter.doFinal(message));
    }
  }
}
