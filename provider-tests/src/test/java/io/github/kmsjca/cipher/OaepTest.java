package io.github.kmsjca.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.CipherScheme;
import io.github.kmsjca.internal.algorithm.OaepDigest;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SealedObject;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RSA OAEP: others encrypt with the public key, KMS decrypts. */
class OaepTest {
  private static final byte[] MESSAGE = "a key of some other cipher".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
    for (int bits : new int[] {2048, 3072, 4096}) {
      kms.create("oaep-" + bits, "RSA_" + bits, "ENCRYPT_DECRYPT");
    }
  }

  static Stream<Arguments> sizesAndDigests() {
    return Stream.of(2048, 3072, 4096)
        .flatMap(bits -> Stream.of(OaepDigest.values()).map(digest -> Arguments.of(bits, digest)));
  }

  private static KmsPrivateKey key(int bits) throws Exception {
    return (KmsPrivateKey) TestKms.key(provider, "oaep-" + bits);
  }

  @ParameterizedTest
  @MethodSource("sizesAndDigests")
  void decryptsWhatOthersEncrypt(int bits, OaepDigest digest) throws Exception {
    KmsPrivateKey key = key(bits);
    String name = "RSA/ECB/OAEPWith" + digest.jcaName() + "AndMGF1Padding";
    OAEPParameterSpec spec = Oaep.spec(digest);
    int most = bits / 8 - 2 * digest.length() - 2;
    kms.local().calls().clear();
    int calls = 0;
    for (Provider other : List.of(Oaep.sunJce(), new BouncyCastleProvider())) {
      for (int length : new int[] {1, MESSAGE.length, most}) {
        byte[] plaintext = Arrays.copyOf(MESSAGE, length);
        byte[] ciphertext = Oaep.encrypt(other, name, key.publicKey(), spec, plaintext);
        Cipher byName = Cipher.getInstance(name, provider);
        byName.init(Cipher.DECRYPT_MODE, key);
        assertArrayEquals(plaintext, byName.doFinal(ciphertext));
        Cipher byParameters = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
        byParameters.init(Cipher.DECRYPT_MODE, key, spec);
        assertArrayEquals(plaintext, byParameters.doFinal(ciphertext));
        calls += 2;
      }
    }
    kms.assertCalls(calls, "Decrypt");
    assertEquals(calls, kms.local().calls().count());
  }

  static Stream<CipherAlgorithm> rows() {
    return Stream.of(CipherAlgorithm.values()).filter(row -> row.scheme() == CipherScheme.OAEP);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyNameDecrypts(CipherAlgorithm row) throws Exception {
    KmsPrivateKey key = key(2048);
    OaepDigest digest = row.digest() == null ? OaepDigest.SHA_1 : row.digest();
    OAEPParameterSpec spec = Oaep.spec(digest);
    List<String> names = new ArrayList<>(row.aliases());
    names.add(row.jcaName());
    names.add(row.jcaName().toLowerCase(Locale.ROOT));
    for (String name : names) {
      Cipher encrypter = Cipher.getInstance(name, provider);
      encrypter.init(Cipher.ENCRYPT_MODE, key.publicKey(), spec);
      Cipher decrypter = Cipher.getInstance(name, provider);
      decrypter.init(Cipher.DECRYPT_MODE, key);
      assertArrayEquals(MESSAGE, decrypter.doFinal(encrypter.doFinal(MESSAGE)), name);
      assertEquals(
          digest.jcaName(),
          decrypter.getParameters().getParameterSpec(OAEPParameterSpec.class).getDigestAlgorithm());
    }
  }

  @Test
  void tellsWhatItDoes() throws Exception {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", provider);
    cipher.init(Cipher.DECRYPT_MODE, key(2048));
    assertEquals(0, cipher.getBlockSize());
    assertEquals(190, cipher.getOutputSize(256));
    assertThat(cipher.getIV()).isNull();
    Cipher other = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
    other.init(Cipher.DECRYPT_MODE, key(2048), cipher.getParameters());
    byte[] ciphertext =
        Oaep.encrypt(
            Oaep.sunJce(),
            "RSA/ECB/OAEPPadding",
            key(2048).publicKey(),
            key(2048).oaepSpec(),
            MESSAGE);
    assertArrayEquals(MESSAGE, other.doFinal(ciphertext));
  }

  @ParameterizedTest
  @ValueSource(ints = {Cipher.SECRET_KEY, Cipher.PRIVATE_KEY, Cipher.PUBLIC_KEY})
  void unwraps(int type) throws Exception {
    KmsPrivateKey key = key(4096);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    Key wrapped =
        switch (type) {
          case Cipher.SECRET_KEY -> new SecretKeySpec(new byte[32], "AES");
          case Cipher.PRIVATE_KEY -> pair.getPrivate();
          default -> pair.getPublic();
        };
    Cipher wrapper = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", provider);
    wrapper.init(Cipher.WRAP_MODE, key.publicKey(), key.oaepSpec());
    byte[] bytes = wrapper.wrap(wrapped);
    Cipher unwrapper = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", provider);
    unwrapper.init(Cipher.UNWRAP_MODE, key);
    for (int i = 0; i < 2; i++) {
      Key unwrapped = unwrapper.unwrap(bytes, wrapped.getAlgorithm(), type);
      assertEquals(wrapped, unwrapped);
    }
  }

  /** The spec travels in the sealed object. */
  @Test
  void unseals() throws Exception {
    KmsPrivateKey key = key(3072);
    Cipher sealer = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    sealer.init(Cipher.ENCRYPT_MODE, key.publicKey(), key.oaepSpec());
    SealedObject sealed = new SealedObject("a secret", sealer);
    Cipher opener = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding", provider);
    opener.init(Cipher.DECRYPT_MODE, key);
    assertEquals("a secret", sealed.getObject(opener));
  }
}
