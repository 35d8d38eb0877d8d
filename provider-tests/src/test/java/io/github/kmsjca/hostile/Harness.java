package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;

/** A provider that writes frames of eight bytes, and its key: for call patterns on short inputs. */
record Harness(Provider provider, KmsSecretKey key) {
  static final int FRAME = 8;

  /** Around the ends of frames. */
  static final int[] LENGTHS = {0, 1, 7, 8, 9, 16, 17, 27};

  static Harness of(TestKms kms) throws Exception {
    Provider provider = kms.provider("frameLength", String.valueOf(FRAME));
    return new Harness(
        provider, (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null));
  }

  Cipher encrypter(Name name) throws GeneralSecurityException {
    return initialised(name, Cipher.ENCRYPT_MODE);
  }

  Cipher decrypter(Name name) throws GeneralSecurityException {
    return initialised(name, Cipher.DECRYPT_MODE);
  }

  private Cipher initialised(Name name, int mode) throws GeneralSecurityException {
    Cipher cipher = name.cipher(provider);
    cipher.init(mode, key);
    return cipher;
  }

  byte[] message(byte[] plaintext) throws GeneralSecurityException {
    return encrypter(Name.ENVELOPE).doFinal(plaintext);
  }

  void assertOpens(byte[] plaintext, byte[] message) throws GeneralSecurityException {
    assertArrayEquals(plaintext, decrypter(Name.ENVELOPE).doFinal(message));
  }

  /** What a Cipher gives bit by bit; it may be null. */
  static final class Output {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output add(byte[] part) {
      if (part != null) {
        bytes.writeBytes(part);
      }
      return this;
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}
