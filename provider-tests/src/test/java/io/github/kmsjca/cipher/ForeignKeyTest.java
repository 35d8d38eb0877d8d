package io.github.kmsjca.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.CipherScheme;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that are not KMS's, given to this provider by name: the platform answers, to the letter. */
class ForeignKeyTest {
  private static final byte[] MESSAGE = "attack at dawn".getBytes(UTF_8);
  private static final byte[] AAD = {1, 2, 3};
  private static final Key AES = new SecretKeySpec(Arrays.copyOf(MESSAGE, 16), "AES");
  private static final Key WRAPPED = new SecretKeySpec(Arrays.copyOf(MESSAGE, 32), "HmacSHA256");
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Provider provider;
  private static KeyPair rsa;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    rsa = generator.generateKeyPair();
  }

  private static GCMParameterSpec iv(int last) {
    byte[] iv = new byte[12];
    iv[11] = (byte) last;
    return new GCMParameterSpec(128, iv);
  }

  private static void gcm(Cipher cipher, Transcript t) throws Exception {
    t.note("block size, no key", cipher::getBlockSize);
    t.note("IV, no key", cipher::getIV);
    t.note("parameters, no key", () -> cipher.getParameters().getAlgorithm());
    t.note("update, no key", () -> cipher.update(MESSAGE));
    t.noteKind("null key", () -> initialised(cipher, Cipher.ENCRYPT_MODE, null, iv(1)));
    t.noteKind("RSA key", () -> initialised(cipher, Cipher.ENCRYPT_MODE, rsa.getPublic(), iv(1)));
    t.note("encrypt", () -> initialised(cipher, Cipher.ENCRYPT_MODE, AES, iv(1)));
    t.note("IV", cipher::getIV);
    t.note("parameters", () -> cipher.getParameters().getEncoded());
    t.note("output size", () -> cipher.getOutputSize(100));
    t.note("empty update", () -> cipher.update(new byte[0]));
    t.note("aad", () -> aad(cipher));
    t.note("update", () -> cipher.update(MESSAGE));
    t.note("late aad", () -> aad(cipher));
    t.note("update, short", () -> cipher.update(new byte[64], 0, 64, new byte[3], 1));
    t.note("update into", () -> cipher.update(new byte[64], 0, 64, new byte[128], 5));
    t.note("final, short", () -> cipher.doFinal(new byte[8], 2));
    t.note("final", cipher::doFinal);
    t.note("final again", cipher::doFinal);
    t.note("same IV", () -> initialised(cipher, Cipher.ENCRYPT_MODE, AES, iv(1)));
    t.note("after it", () -> cipher.doFinal(MESSAGE));
    t.note("next IV", () -> initialised(cipher, Cipher.ENCRYPT_MODE, AES, iv(2)));
    t.note("buffers", () -> buffers(cipher, ByteBuffer.wrap(MESSAGE), ByteBuffer.allocate(99)));
    byte[] sealed = sealed(3);
    t.note("decrypt without", () -> initialised(cipher, Cipher.DECRYPT_MODE, AES, null));
    t.note("decrypt", () -> initialised(cipher, Cipher.DECRYPT_MODE, AES, iv(3)));
    t.note("output size", () -> cipher.getOutputSize(30));
    t.note("open", () -> cipher.doFinal(sealed));
    t.note("open again", () -> cipher.doFinal(sealed));
    t.note("bad tag", () -> cipher.doFinal(Arrays.copyOf(sealed, sealed.length - 1)));
    t.note("too short", () -> cipher.doFinal(new byte[3]));
    t.note("update", () -> cipher.update(sealed, 0, 20));
    t.note("no room", () -> buffers(cipher, ByteBuffer.wrap(sealed, 20, 10), direct(5)));
    t.note("room", () -> buffers(cipher, ByteBuffer.wrap(sealed, 20, 10), direct(50)));
    t.note("in place", () -> inPlace(cipher, sealed));
    t.note("encoded", () -> encoded(cipher, sealed));
    t.note("wrap mode", () -> initialised(cipher, Cipher.WRAP_MODE, AES, iv(4)));
    t.note("update", () -> cipher.update(MESSAGE));
    byte[] wrapped = cipher.wrap(WRAPPED);
    t.note("wrapped", () -> wrapped);
    t.note("unwrap mode", () -> initialised(cipher, Cipher.UNWRAP_MODE, AES, iv(4)));
    t.note("unwrap", () -> cipher.unwrap(wrapped, "HmacSHA256", Cipher.SECRET_KEY).equals(WRAPPED));
    t.note("as private", () -> cipher.unwrap(wrapped, "RSA", Cipher.PRIVATE_KEY).getAlgorithm());
    t.note("garbage", () -> cipher.unwrap(new byte[40], "AES", Cipher.SECRET_KEY));
  }

  private static void oaep(Cipher cipher, Transcript t) throws Exception {
    t.note("block size, no key", cipher::getBlockSize);
    t.note("IV, no key", cipher::getIV);
    t.note("parameters, no key", cipher::getParameters);
    t.noteKind("AES key", () -> initialised(cipher, Cipher.ENCRYPT_MODE, AES, null));
    t.note("private", () -> initialised(cipher, Cipher.ENCRYPT_MODE, rsa.getPrivate(), null));
    t.note("IV", () -> initialised(cipher, Cipher.ENCRYPT_MODE, rsa.getPublic(), iv(1)));
    t.note("encrypt", () -> initialised(cipher, Cipher.ENCRYPT_MODE, rsa.getPublic(), null));
    t.note("parameters", () -> cipher.getParameters().getEncoded());
    t.note("output size", () -> cipher.getOutputSize(1));
    t.note("too long", () -> cipher.doFinal(new byte[300]));
    t.note("encrypt", () -> initialised(cipher, Cipher.ENCRYPT_MODE, rsa.getPublic(), null));
    t.note("aad", () -> aad(cipher));
    t.note("update", () -> cipher.update(MESSAGE));
    t.note("length", () -> cipher.doFinal().length);
    t.note("short", () -> cipher.doFinal(MESSAGE, 0, 3, new byte[7]));
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    t.note("decrypt", () -> initialised(cipher, Cipher.DECRYPT_MODE, rsa.getPrivate(), null));
    t.note("open", () -> cipher.doFinal(ciphertext));
    t.note("no room", () -> buffers(cipher, ByteBuffer.wrap(ciphertext), direct(9)));
    t.note("room", () -> buffers(cipher, ByteBuffer.wrap(ciphertext), direct(999)));
    t.note("cut", () -> cipher.doFinal(ciphertext, 0, 255));
    t.note("too long", () -> cipher.doFinal(new byte[300]));
    t.note("decrypt", () -> initialised(cipher, Cipher.DECRYPT_MODE, rsa.getPrivate(), null));
    t.note("nothing", cipher::doFinal);
    cipher.init(Cipher.WRAP_MODE, rsa.getPublic());
    byte[] wrapped = cipher.wrap(WRAPPED);
    cipher.init(Cipher.UNWRAP_MODE, rsa.getPrivate());
    t.note("unwrap", () -> cipher.unwrap(wrapped, "HmacSHA256", Cipher.SECRET_KEY).equals(WRAPPED));
    t.note("as public", () -> cipher.unwrap(wrapped, "RSA", Cipher.PUBLIC_KEY));
    t.note("longer", () -> cipher.unwrap(new byte[300], "AES", Cipher.SECRET_KEY));
  }

  private static Object initialised(Cipher cipher, int mode, Key key, GCMParameterSpec spec)
      throws Exception {
    if (spec == null) {
      cipher.init(mode, key);
    } else {
      cipher.init(mode, key, spec);
    }
    return "initialised";
  }

  private static Object aad(Cipher cipher) {
    cipher.updateAAD(AAD);
    return "taken";
  }

  private static ByteBuffer direct(int room) {
    return ByteBuffer.allocateDirect(room);
  }

  private static Object buffers(Cipher cipher, ByteBuffer input, ByteBuffer output)
      throws Exception {
    int written = cipher.doFinal(input, output);
    byte[] result = new byte[written];
    output.flip().get(result);
    return List.of(written, input.remaining(), Arrays.toString(result));
  }

  private static Object inPlace(Cipher cipher, byte[] sealed) throws Exception {
    byte[] array = sealed.clone();
    int length = cipher.doFinal(array, 0, array.length, array, 0);
    return Arrays.copyOf(array, length);
  }

  private static Object encoded(Cipher cipher, byte[] sealed) throws Exception {
    cipher.init(Cipher.DECRYPT_MODE, AES, cipher.getParameters());
    return cipher.doFinal(sealed);
  }

  private static byte[] sealed(int last) throws Exception {
    Cipher sun = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    sun.init(Cipher.ENCRYPT_MODE, AES, iv(last));
    return sun.doFinal(MESSAGE);
  }

  @Test
  void aesGcmAnswersAsThePlatform() throws Exception {
    String name = CipherAlgorithm.AES_GCM.jcaName();
    assertEquals(
        Transcript.of(Cipher.getInstance(name, "SunJCE"), ForeignKeyTest::gcm),
        Transcript.of(Cipher.getInstance(name, provider), ForeignKeyTest::gcm));
  }

  static Stream<CipherAlgorithm> oaepRows() {
    return Stream.of(CipherAlgorithm.values()).filter(row -> row.scheme() == CipherScheme.OAEP);
  }

  @ParameterizedTest
  @MethodSource("oaepRows")
  void oaepAnswersAsThePlatform(CipherAlgorithm row) throws Exception {
    kms.local().calls().clear();
    assertEquals(
        Transcript.of(Cipher.getInstance(row.jcaName(), "SunJCE"), ForeignKeyTest::oaep),
        Transcript.of(Cipher.getInstance(row.jcaName(), provider), ForeignKeyTest::oaep));
    assertEquals(0, kms.local().calls().count());
  }

  /** The names that the platform does not know are the platform's others. */
  @ParameterizedTest
  @MethodSource("oaepRows")
  void aliases(CipherAlgorithm row) throws Exception {
    for (String alias : row.aliases()) {
      Cipher cipher = Cipher.getInstance(alias, provider);
      cipher.init(Cipher.ENCRYPT_MODE, rsa.getPublic());
      byte[] ciphertext = cipher.doFinal(MESSAGE);
      Cipher sun = Cipher.getInstance(row.jcaName(), "SunJCE");
      sun.init(Cipher.DECRYPT_MODE, rsa.getPrivate());
      assertArrayEquals(MESSAGE, sun.doFinal(ciphertext), alias);
    }
  }

  /** The public key of a KMS key is anybody's. */
  @Test
  void certificatesAndPublicKeysEncryptHere() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, TestKms.RSA_ENCRYPTION);
    kms.local().calls().clear();
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
    cipher.init(Cipher.ENCRYPT_MODE, new TestCa().issue("x", key.publicKey()).get(0));
    byte[] ciphertext = cipher.doFinal(MESSAGE);
    assertEquals(0, kms.local().calls().count());
    cipher.init(Cipher.DECRYPT_MODE, key);
    assertArrayEquals(MESSAGE, cipher.doFinal(ciphertext));
  }

  /** One object, KMS keys and others in turns: nothing of one gets into the other. */
  @Test
  void kmsAndSoftwareKeysInTurns() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, TestKms.RSA_ENCRYPTION);
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
    for (int i = 0; i < 3; i++) {
      cipher.init(Cipher.ENCRYPT_MODE, key.publicKey());
      byte[] remote = cipher.doFinal(MESSAGE);
      cipher.update(MESSAGE); // left over when the next key comes
      cipher.init(Cipher.DECRYPT_MODE, key);
      assertArrayEquals(MESSAGE, cipher.doFinal(remote));
      cipher.update(MESSAGE);
      cipher.init(Cipher.ENCRYPT_MODE, rsa.getPublic());
      byte[] local = cipher.doFinal(MESSAGE);
      assertThrowsExactly(InvalidKeyException.class, () -> cipher.init(Cipher.ENCRYPT_MODE, key));
      assertThrowsExactly(IllegalStateException.class, () -> cipher.doFinal(MESSAGE));
      cipher.init(Cipher.DECRYPT_MODE, rsa.getPrivate());
      assertArrayEquals(MESSAGE, cipher.doFinal(local));
    }
  }
}
