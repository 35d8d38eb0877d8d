package io.github.kmsjca.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SealedObject;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and objects in envelopes. */
class WrapTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Harness harness;

  @BeforeAll
  static void start() throws Exception {
    harness = Harness.of(kms);
  }

  static List<Arguments> keys() throws Exception {
    KeyPair rsa = pair("RSA", null);
    KeyPair ec = pair("EC", "secp256r1");
    List<Arguments> rows = new ArrayList<>();
    for (Name name : Name.values()) {
      rows.add(Arguments.of(name, new SecretKeySpec(new byte[32], "AES"), Cipher.SECRET_KEY));
      rows.add(Arguments.of(name, new SecretKeySpec(new byte[1], "HmacMD5"), Cipher.SECRET_KEY));
      rows.add(Arguments.of(name, rsa.getPrivate(), Cipher.PRIVATE_KEY));
      rows.add(Arguments.of(name, rsa.getPublic(), Cipher.PUBLIC_KEY));
      rows.add(Arguments.of(name, ec.getPrivate(), Cipher.PRIVATE_KEY));
      rows.add(Arguments.of(name, ec.getPublic(), Cipher.PUBLIC_KEY));
    }
    return rows;
  }

  private static KeyPair pair(String algorithm, String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (curve == null) {
      generator.initialize(2048);
    } else {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void wrapped(Name name, Key key, int type) throws Exception {
    Cipher cipher = name.cipher(harness.provider());
    cipher.init(Cipher.WRAP_MODE, harness.key());
    byte[] wrapped = cipher.wrap(key);
    assertThrowsExactly(IllegalStateException.class, () -> cipher.wrap(key));
    cipher.init(Cipher.WRAP_MODE, harness.key());
    byte[] again = cipher.wrap(key);
    harness.assertOpens(key.getEncoded(), wrapped);
    cipher.init(Cipher.UNWRAP_MODE, harness.key());
    assertEquals(key, cipher.unwrap(wrapped, key.getAlgorithm(), type));
    assertEquals(key, cipher.unwrap(again, key.getAlgorithm(), type));
  }

  @ParameterizedTest
  @EnumSource
  void nothingToUnwrap(Name name) throws Exception {
    Cipher cipher = name.cipher(harness.provider());
    byte[] wrapped = harness.message(new byte[32]);
    byte[] spoilt = wrapped.clone();
    spoilt[wrapped.length - 1] ^= 1;
    for (byte[] bytes : List.of(new byte[0], new byte[40], spoilt)) {
      cipher.init(Cipher.UNWRAP_MODE, harness.key());
      assertThrowsExactly(
          InvalidKeyException.class, () -> cipher.unwrap(bytes, "AES", Cipher.SECRET_KEY));
    }
    cipher.init(Cipher.UNWRAP_MODE, harness.key());
    assertThrowsExactly(
        InvalidKeyException.class, () -> cipher.unwrap(wrapped, "RSA", Cipher.PRIVATE_KEY));
    assertThrowsExactly(
        NoSuchAlgorithmException.class, () -> cipher.unwrap(wrapped, "none", Cipher.PUBLIC_KEY));
    assertArrayEquals(new byte[32], cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded());
  }

  @ParameterizedTest
  @EnumSource
  void aKeyWithoutAnEncoding(Name name) throws Exception {
    Cipher cipher = name.cipher(harness.provider());
    cipher.init(Cipher.WRAP_MODE, harness.key());
    assertThrowsExactly(InvalidKeyException.class, () -> cipher.wrap(harness.key()));
    cipher.wrap(new SecretKeySpec(new byte[16], "AES"));
  }

  @ParameterizedTest
  @EnumSource
  void sealed(Name name) throws Exception {
    SealedObject sealed = new SealedObject("attack at dawn", harness.encrypter(name));
    assertEquals("attack at dawn", sealed.getObject(harness.decrypter(name)));
    assertEquals("attack at dawn", sealed.getObject(harness.decrypter(name)));
    assertEquals(name.toString(), sealed.getAlgorithm());
  }

  /** What the platform lets one do only in encryption and decryption, and the other way round. */
  @ParameterizedTest
  @EnumSource
  void modesThatDoNotFit(Name name) throws Exception {
    Cipher cipher = harness.encrypter(name);
    Key key = new SecretKeySpec("0123456789abcdef".getBytes(US_ASCII), "AES");
    assertThrowsExactly(IllegalStateException.class, () -> cipher.wrap(key));
    cipher.init(Cipher.WRAP_MODE, harness.key());
    assertThrowsExactly(IllegalStateException.class, () -> cipher.doFinal(new byte[1]));
    byte[] wrapped = cipher.wrap(key);
    cipher.init(Cipher.DECRYPT_MODE, harness.key());
    assertThrowsExactly(
        IllegalStateException.class, () -> cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY));
    assertArrayEquals(key.getEncoded(), cipher.doFinal(wrapped));
  }
}
