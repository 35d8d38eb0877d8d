package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Provider;
import java.security.ProviderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The platform's streams swallow an AEADBadTagException in {@code close}. So a framed message that
 * is cut, be it between two frames, fails in another way: a part of a plaintext never looks whole.
 */
class CutStreamTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private final Provider provider = Sample.provider(kms);

  private Cipher decrypter(Name name, Sample sample) throws Exception {
    Cipher cipher = name.cipher(provider);
    cipher.init(Cipher.DECRYPT_MODE, sample.key(), sample.parameters());
    cipher.updateAAD(sample.aad());
    return cipher;
  }

  private static List<byte[]> spoilt(Sample sample) {
    List<byte[]> spoilt = new ArrayList<>();
    for (int end : Anatomy.of(sample.message()).ends()) {
      for (int cut = Math.max(0, end - 1); cut <= end + 1; cut++) {
        if (cut < sample.message().length) {
          spoilt.add(Arrays.copyOf(sample.message(), cut));
        }
      }
    }
    spoilt.add(new byte[0]);
    spoilt.add(Arrays.copyOf(sample.message(), sample.message().length + 1));
    for (int at = 0; at < sample.message().length; at += 7) {
      byte[] flipped = sample.message().clone();
      flipped[at] ^= 0x10;
      spoilt.add(flipped);
    }
    return spoilt;
  }

  @ParameterizedTest
  @EnumSource(
      value = Sample.Kind.class,
      names = {"OURS_WITH_CONTEXT_AND_AAD", "SDK_SIGNED"})
  void outputStreams(Sample.Kind kind) throws Exception {
    Sample sample = kind.make(kms, provider);
    for (byte[] message : spoilt(sample)) {
      for (int part : new int[] {1, 50, 4096}) {
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        Cipher cipher = decrypter(Name.FRAMED, sample);
        Exception thrown =
            assertThrows(Exception.class, () -> copy(message, part, cipher, released));
        assertInstanceOf(ProviderException.class, thrown);
        assertInstanceOf(AEADBadTagException.class, thrown.getCause());
        assertIsBeginning(sample, released.toByteArray());
      }
    }
  }

  private static void copy(byte[] message, int part, Cipher cipher, OutputStream to)
      throws Exception {
    try (OutputStream out = new CipherOutputStream(to, cipher)) {
      for (int at = 0; at < message.length; at += part) {
        out.write(message, at, Math.min(part, message.length - at));
      }
    }
  }

  /** Even a caller who goes on after a failed write does not end well. */
  @Test
  void closeAfterAFailedWrite() throws Exception {
    Sample sample = Sample.Kind.OURS.make(kms, provider);
    byte[] message = sample.message().clone();
    message[Anatomy.of(message).ends().get(1) + 30] ^= 1;
    OutputStream out =
        new CipherOutputStream(new ByteArrayOutputStream(), decrypter(Name.FRAMED, sample));
    assertThrows(ProviderException.class, () -> out.write(message));
    assertThrows(ProviderException.class, () -> out.write(message));
    assertThrows(ProviderException.class, out::close);
  }

  @ParameterizedTest
  @EnumSource(
      value = Sample.Kind.class,
      names = {"OURS_WITH_CONTEXT_AND_AAD", "SDK_SIGNED"})
  void inputStreams(Sample.Kind kind) throws Exception {
    Sample sample = kind.make(kms, provider);
    for (Name name : Name.values()) {
      for (byte[] message : spoilt(sample)) {
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        Cipher cipher = decrypter(name, sample);
        Exception thrown =
            assertThrows(
                Exception.class,
                () -> {
                  try (InputStream in =
                      new CipherInputStream(new ByteArrayInputStream(message), cipher)) {
                    in.transferTo(released);
                  }
                });
        assertInstanceOf(AEADBadTagException.class, thrown.getCause());
        assertIsBeginning(sample, released.toByteArray());
        assertTrue(name.isFramed() || released.size() == 0);
      }
    }
  }

  private static void assertIsBeginning(Sample sample, byte[] released) {
    assertTrue(released.length <= sample.plaintext().length);
    assertArrayEquals(Arrays.copyOf(sample.plaintext(), released.length), released);
  }
}
