package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.kmsjca.envelope.Sdk;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The platform's streams around our ciphers, read and written in pieces of odd sizes. */
class StreamsTest {
  private static final int[] LENGTHS = {0, 1, 8, 9, 1000, 20_011};

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = Harness.of(kms);
  }

  static List<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      for (int part : new int[] {1, 3, 8, 31, 513, 8191, 100_000}) {
        rows.add(Arguments.of(name, part));
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void written(Name name, int part) throws Exception {
    for (int length : LENGTHS) {
      byte[] plaintext = Sample.plaintext(length);
      byte[] message = write(harness.encrypter(name), plaintext, part);
      harness.assertOpens(plaintext, message);
      assertArrayEquals(plaintext, write(harness.decrypter(name), message, part));
    }
  }

  private static byte[] write(Cipher cipher, byte[] in, int part) throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    OutputStream out = new CipherOutputStream(sink, cipher);
    for (int at = 0; at < in.length; at += part) {
      out.write(in, at, Math.min(part, in.length - at));
      if (at % 2 == 0) {
        out.flush();
      }
    }
    out.close();
    out.close();
    return sink.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void read(Name name, int part) throws Exception {
    for (int length : LENGTHS) {
      byte[] plaintext = Sample.plaintext(length);
      byte[] message = read(harness.encrypter(name), plaintext, part);
      harness.assertOpens(plaintext, message);
      assertArrayEquals(plaintext, read(harness.decrypter(name), message, part));
    }
  }

  private static byte[] read(Cipher cipher, byte[] in, int part) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[part + 2];
    try (InputStream stream = new CipherInputStream(new ByteArrayInputStream(in), cipher)) {
      int read = stream.read(buffer, 1, part);
      while (read >= 0) {
        all.write(buffer, 1, read);
        read = stream.read(buffer, 1, part);
      }
      assertEquals(-1, stream.read());
    }
    return all.toByteArray();
  }

  /** A stream into which nothing was written is a message all the same. */
  @ParameterizedTest
  @EnumSource
  void nothing(Name name) throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    new CipherOutputStream(sink, harness.encrypter(name)).close();
    harness.assertOpens(new byte[0], sink.toByteArray());
    try (InputStream in =
        new CipherInputStream(
            new ByteArrayInputStream(sink.toByteArray()), harness.decrypter(name))) {
      assertEquals(-1, in.read());
    }
  }

  @ParameterizedTest
  @EnumSource
  void skipped(Name name) throws Exception {
    byte[] plaintext = Sample.plaintext(30_000);
    byte[] message = harness.message(plaintext);
    try (InputStream in =
        new CipherInputStream(new ByteArrayInputStream(message), harness.decrypter(name))) {
      assertEquals(plaintext[0], in.read());
      int at = 1;
      while (at < 20_000) {
        at += (int) in.skip(7000);
        assertEquals(plaintext[at], in.read());
        at++;
      }
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Whoever closes a stream before its end is told, where a part is a part and not nothing. */
  @Test
  void closedBeforeTheEnd() throws Exception {
    byte[] message = harness.message(Sample.plaintext(30_000));
    InputStream in =
        new CipherInputStream(new ByteArrayInputStream(message), harness.decrypter(Name.FRAMED));
    assertEquals(Sample.plaintext(30_000)[0], in.read());
    ProviderException e = assertThrows(ProviderException.class, in::close);
    assertInstanceOf(AEADBadTagException.class, e.getCause());
  }

  /**
   * A message in one piece, given in small parts: an array for each part as long as what waits
   * would be the square of it.
   */
  @ParameterizedTest
  @EnumSource
  void smallPartsOfALargePiece(Name name) throws Exception {
    byte[] plaintext = new byte[4 << 20];
    byte[] message =
        new Sdk(kms)
            .encrypt(
                CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY,
                0,
                List.of(kms.arn(TestKms.SYMMETRIC)),
                Map.of(),
                plaintext);
    byte[] output = new byte[plaintext.length];
    byte[] little = new byte[1];
    ByteBuffer direct = ByteBuffer.allocateDirect(plaintext.length);
    ByteBuffer part = ByteBuffer.allocateDirect(1 << 12);
    Cipher cipher = harness.decrypter(name);
    int last = message.length - 100;
    long bytes =
        Allocation.of(
            () -> {
              for (int at = 0; at < last; at += 1 << 12) {
                int length = Math.min(1 << 12, last - at);
                switch (at >> 12 & 3) {
                  case 0 -> assertNothing(cipher.update(message, at, length));
                  case 1 -> assertEquals(0, cipher.update(message, at, length, little));
                  case 2 ->
                      assertEquals(
                          0,
                          cipher.update(
                              part.clear().put(message, at, length).flip(), direct.clear()));
                  default -> assertEquals(0, cipher.update(message, at, length, output));
                }
              }
              assertEquals(plaintext.length, cipher.doFinal(message, last, 100, output));
            });
    assertTrue(bytes < 12L * message.length, () -> bytes + " bytes");
  }

  private static void assertNothing(byte[] released) {
    assertTrue(released == null || released.length == 0);
  }
}
