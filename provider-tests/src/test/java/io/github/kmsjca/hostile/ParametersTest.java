package io.github.kmsjca.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.testkit.TestKms;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** IVs and parameters, asked for and given, and the same object used again and again. */
class ParametersTest {
  private static final byte[] PLAINTEXT = Sample.plaintext(30);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = Harness.of(kms);
  }

  @ParameterizedTest
  @EnumSource
  void roundTripOfParameters(Name name) throws Exception {
    Cipher encrypter = harness.encrypter(name);
    byte[] iv = encrypter.getIV();
    assertEquals(12, iv.length);
    AlgorithmParameters parameters = encrypter.getParameters();
    assertEquals("GCM", parameters.getAlgorithm());
    assertArrayEquals(iv, parameters.getParameterSpec(GCMParameterSpec.class).getIV());
    byte[] message = encrypter.doFinal(PLAINTEXT);
    assertArrayEquals(iv, encrypter.getIV());
    AlgorithmParameters stored = AlgorithmParameters.getInstance("GCM");
    stored.init(parameters.getEncoded());
    Cipher decrypter = name.cipher(harness.provider());
    decrypter.init(Cipher.DECRYPT_MODE, harness.key(), stored);
    assertArrayEquals(iv, decrypter.getIV());
    assertArrayEquals(
        iv, decrypter.getParameters().getParameterSpec(GCMParameterSpec.class).getIV());
    assertArrayEquals(PLAINTEXT, decrypter.doFinal(message));
    assertArrayEquals(PLAINTEXT, decrypter.doFinal(message));
    decrypter.init(Cipher.DECRYPT_MODE, harness.key(), (AlgorithmParameters) null);
    assertArrayEquals(PLAINTEXT, decrypter.doFinal(message));
  }

  @ParameterizedTest
  @EnumSource
  void theCallersIv(Name name) throws Exception {
    byte[] iv = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    Cipher encrypter = name.cipher(harness.provider());
    encrypter.init(Cipher.ENCRYPT_MODE, harness.key(), new GCMParameterSpec(128, iv));
    assertArrayEquals(iv, encrypter.getIV());
    Arrays.fill(encrypter.getIV(), (byte) 0);
    byte[] message = encrypter.doFinal(PLAINTEXT);
    assertArrayEquals(iv, Arrays.copyOfRange(message, 3, 15));
    Cipher decrypter = name.cipher(harness.provider());
    decrypter.init(Cipher.DECRYPT_MODE, harness.key(), new GCMParameterSpec(128, iv));
    assertArrayEquals(PLAINTEXT, decrypter.doFinal(message));
    assertThrowsExactly(
        InvalidAlgorithmParameterException.class,
        () -> encrypter.init(Cipher.ENCRYPT_MODE, harness.key(), new GCMParameterSpec(128, iv)));
    // A failed init leaves nothing that could encrypt.
    assertThrowsExactly(IllegalStateException.class, () -> encrypter.doFinal(PLAINTEXT));
    kms.local().calls().clear();
    iv[0]++;
    decrypter.init(Cipher.DECRYPT_MODE, harness.key(), new GCMParameterSpec(128, iv));
    assertThrows(Exception.class, () -> decrypter.doFinal(message));
    assertEquals(0, kms.local().calls().count());
  }

  @ParameterizedTest
  @EnumSource
  void parametersThatCannotBe(Name name) throws Exception {
    Cipher cipher = harness.encrypter(name);
    for (int mode : new int[] {Cipher.ENCRYPT_MODE, Cipher.DECRYPT_MODE}) {
      for (var parameters :
          new AlgorithmParameterSpec[] {
            new GCMParameterSpec(128, new byte[16]),
            new GCMParameterSpec(128, new byte[0]),
            new GCMParameterSpec(96, new byte[12]),
            new IvParameterSpec(new byte[12])
          }) {
        assertThrowsExactly(
            InvalidAlgorithmParameterException.class,
            () -> cipher.init(mode, harness.key(), parameters));
        assertThrowsExactly(IllegalStateException.class, () -> cipher.doFinal(new byte[1]));
      }
    }
    AlgorithmParameters others = AlgorithmParameters.getInstance("AES");
    others.init(new IvParameterSpec(new byte[16]));
    assertThrowsExactly(
        InvalidAlgorithmParameterException.class,
        () -> cipher.init(Cipher.DECRYPT_MODE, harness.key(), others));
  }

  /** An unfinished message is forgotten by the next init, whatever it was. */
  @ParameterizedTest
  @EnumSource
  void initAmidAMessage(Name name) throws Exception {
    Cipher cipher = name.cipher(harness.provider());
    byte[] last = null;
    for (int i = 0; i < 12; i++) {
      cipher.init(Cipher.ENCRYPT_MODE, harness.key());
      assertFalse(Arrays.equals(last, cipher.getIV()));
      last = cipher.getIV();
      cipher.updateAAD(new byte[i % 3]);
      cipher.update(PLAINTEXT, 0, i);
      cipher.init(Cipher.ENCRYPT_MODE, harness.key());
      byte[] message = cipher.doFinal(PLAINTEXT);
      harness.assertOpens(PLAINTEXT, message);
      cipher.init(Cipher.DECRYPT_MODE, harness.key());
      cipher.updateAAD(new byte[i % 2]);
      cipher.update(message, 0, 30 * i);
      cipher.init(Cipher.DECRYPT_MODE, harness.key());
      assertArrayEquals(PLAINTEXT, cipher.doFinal(message));
    }
    assertNotNull(last);
  }

  @ParameterizedTest
  @EnumSource
  void withoutInit(Name name) throws Exception {
    Cipher cipher = name.cipher(harness.provider());
    assertThrowsExactly(IllegalStateException.class, () -> cipher.update(new byte[1]));
    assertThrowsExactly(IllegalStateException.class, () -> cipher.updateAAD(new byte[1]));
    assertThrowsExactly(IllegalStateException.class, () -> cipher.doFinal(new byte[1]));
    assertThrowsExactly(IllegalStateException.class, () -> cipher.getOutputSize(1));
    assertThrowsExactly(
        InvalidKeyException.class, () -> cipher.init(Cipher.ENCRYPT_MODE, (Key) null));
  }
}
