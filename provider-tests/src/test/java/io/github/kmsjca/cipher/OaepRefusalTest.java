package io.github.kmsjca.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.internal.algorithm.OaepDigest;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** What OAEP with a KMS key refuses, how it says so, and that it works on afterwards. */
class OaepRefusalTest {
  private static final String SHA_256 = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";
  private static final byte[] MESSAGE = "attack at dawn".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private Provider provider;
  private KmsPrivateKey key;
  private Cipher cipher;
  private byte[] good;

  @BeforeEach
  void start() throws Exception {
    provider = kms.provider();
    key = (KmsPrivateKey) TestKms.key(provider, TestKms.RSA_ENCRYPTION);
    cipher = Cipher.getInstance(SHA_256, provider);
    cipher.init(Cipher.DECRYPT_MODE, key);
    good = Oaep.encrypt(Oaep.sunJce(), SHA_256, key.publicKey(), key.oaepSpec(), MESSAGE);
    kms.local().calls().clear();
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
  }

  private void assertWorksAgain() throws Exception {
    assertArrayEquals(MESSAGE, cipher.doFinal(good));
  }

  /** As the platform refuses it, and without a call. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255})
  void shortCiphertext(int length) throws Exception {
    byte[] cut = Arrays.copyOf(good, length);
    BadPaddingException e =
        assertThrowsExactly(BadPaddingException.class, () -> cipher.doFinal(cut));
    assertThat(e).hasMessageContaining(key.arn()).hasMessageContaining("256 bytes");
    kms.assertCalls(0, "Decrypt");
    assertWorksAgain();
  }

  @ParameterizedTest
  @ValueSource(ints = {257, 512, 100_000})
  void longCiphertext(int length) throws Exception {
    byte[] extended = Arrays.copyOf(good, length);
    IllegalBlockSizeException e =
        assertThrowsExactly(IllegalBlockSizeException.class, () -> cipher.doFinal(extended));
    assertThat(e).hasMessage("Data must not be longer than 256 bytes");
    for (byte b : extended) {
      cipher.update(new byte[] {b});
    }
    assertThrowsExactly(IllegalBlockSizeException.class, () -> cipher.doFinal());
    kms.assertCalls(0, "Decrypt");
    assertWorksAgain();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 255})
  void flippedBit(int index) throws Exception {
    byte[] flipped = good.clone();
    flipped[index] ^= 1;
    BadPaddingException e =
        assertThrowsExactly(BadPaddingException.class, () -> cipher.doFinal(flipped));
    assertThat(e)
        .hasMessageContaining(key.arn())
        .hasMessageContaining("request id")
        .hasCauseExactlyInstanceOf(KmsCallException.class);
    assertWorksAgain();
  }

  /** The trap: what the platform makes of this name by default, KMS can never decrypt. */
  @Test
  void platformDefaultOfSha256() throws Exception {
    Cipher sun = Cipher.getInstance(SHA_256, "SunJCE");
    sun.init(Cipher.ENCRYPT_MODE, key.publicKey());
    byte[] trapped = sun.doFinal(MESSAGE);
    BadPaddingException e =
        assertThrowsExactly(BadPaddingException.class, () -> cipher.doFinal(trapped));
    assertThat(e).hasMessageContaining("MGF1 with SHA-1").hasMessageContaining("oaepSpec()");
    assertWorksAgain();
    kms.local().calls().clear();
    InvalidAlgorithmParameterException early =
        assertThrowsExactly(
            InvalidAlgorithmParameterException.class,
            () -> cipher.init(Cipher.DECRYPT_MODE, key, sun.getParameters()));
    assertThat(early).hasMessageContaining("MGF1 with SHA-1").hasMessageContaining("oaepSpec()");
    assertEquals(0, kms.local().calls().count());
  }

  static Stream<Arguments> impossibleParameters() {
    PSource none = PSource.PSpecified.DEFAULT;
    return Stream.of(
        Arguments.of(Oaep.spec("SHA-256", "SHA-1", none), "MGF1 must be with the same digest"),
        Arguments.of(Oaep.spec("SHA-1", "SHA-256", none), "MGF1 must be with the same digest"),
        Arguments.of(Oaep.spec("SHA-512", "SHA-512", none), "not SHA-1 or SHA-256"),
        Arguments.of(
            Oaep.spec("SHA-256", "SHA-256", new PSource.PSpecified(new byte[1])),
            "label must be empty"),
        Arguments.of(new GCMParameterSpec(128, new byte[12]), "OAEPParameterSpec"));
  }

  @ParameterizedTest
  @MethodSource("impossibleParameters")
  void parametersThatKmsCannotDo(AlgorithmParameterSpec parameters, String reason)
      throws Exception {
    InvalidAlgorithmParameterException e =
        assertThrowsExactly(
            InvalidAlgorithmParameterException.class,
            () -> cipher.init(Cipher.DECRYPT_MODE, key, parameters));
    assertThat(e).hasMessageContaining(reason);
    assertThrowsExactly(IllegalStateException.class, () -> cipher.doFinal(good));
    assertEquals(0, kms.local().calls().count());
    cipher.init(Cipher.DECRYPT_MODE, key);
    assertWorksAgain();
  }

  /** Parameters win over the digest in the name, as on the platform. */
  @Test
  void parametersWinOverTheName() throws Exception {
    OAEPParameterSpec sha1 = Oaep.spec(OaepDigest.SHA_1);
    byte[] ciphertext = Oaep.encrypt(Oaep.sunJce(), SHA_256, key.publicKey(), sha1, MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, key, sha1);
    assertArrayEquals(MESSAGE, cipher.doFinal(ciphertext));
  }

  @Test
  void keyThatCannot() throws Exception {
    assertRefused(Cipher.ENCRYPT_MODE, TestKms.RSA_ENCRYPTION, "publicKey()");
    assertRefused(Cipher.WRAP_MODE, TestKms.RSA_ENCRYPTION, "publicKey()");
    assertRefused(Cipher.DECRYPT_MODE, "rsa-2048", "SIGN_VERIFY");
    assertRefused(Cipher.UNWRAP_MODE, "ecc-nist-p256", "ECC_NIST_P256");
    assertRefused(Cipher.DECRYPT_MODE, TestKms.SYMMETRIC, "SYMMETRIC_DEFAULT");
  }

  private void assertRefused(int mode, String alias, String reason) throws Exception {
    Key other = TestKms.keyStore(provider).getKey(alias, null);
    kms.local().calls().clear();
    InvalidKeyException e =
        assertThrowsExactly(InvalidKeyException.class, () -> cipher.init(mode, other));
    assertThat(e).hasMessageContaining(((KmsKey) other).arn()).hasMessageContaining(reason);
    assertEquals(0, kms.local().calls().count());
  }

  @Test
  void keyOfAnotherInstance() throws Exception {
    KmsPrivateKey other =
        (KmsPrivateKey) TestKms.key(kms.provider("name", "OTHER"), TestKms.RSA_ENCRYPTION);
    InvalidKeyException e =
        assertThrowsExactly(
            InvalidKeyException.class, () -> cipher.init(Cipher.DECRYPT_MODE, other));
    assertThat(e).hasMessageContaining(other.arn()).hasMessageContaining("'OTHER'");
  }

  @Test
  void wrongKey() throws Exception {
    kms.create("other-encryption", "RSA_2048", "ENCRYPT_DECRYPT");
    KmsPrivateKey other = (KmsPrivateKey) TestKms.key(provider, "other-encryption");
    cipher.init(Cipher.DECRYPT_MODE, other);
    assertThrowsExactly(BadPaddingException.class, () -> cipher.doFinal(good));
    cipher.init(Cipher.DECRYPT_MODE, key);
    assertWorksAgain();
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.throttle(), Fault.accessDenied(), Fault.internalError(), Fault.dropConnection());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void kmsFails(Fault fault) throws Exception {
    kms.local().faults().always("Decrypt", fault);
    ProviderException e = assertThrowsExactly(ProviderException.class, () -> cipher.doFinal(good));
    assertThat(e)
        .hasMessageContaining("Decrypt")
        .hasMessageContaining(key.arn())
        .hasCauseExactlyInstanceOf(KmsCallException.class);
    kms.local().faults().clear();
    assertWorksAgain();
  }

  @Test
  void disabledKey() throws Exception {
    try (KmsClient admin = kms.sdk()) {
      admin.disableKey(r -> r.keyId(key.arn()));
      ProviderException e =
          assertThrowsExactly(ProviderException.class, () -> cipher.doFinal(good));
      assertThat(e).hasMessageContaining("disabled");
      admin.enableKey(r -> r.keyId(key.arn()));
    }
    assertWorksAgain();
  }

  @Test
  void answerForAnotherKey() throws Exception {
    kms.local().faults().next("Decrypt", Fault.wrongKeyId(kms.arn("rsa-4096")));
    assertThrowsExactly(ProviderException.class, () -> cipher.doFinal(good));
    assertWorksAgain();
  }

  @Test
  void whatIsUnwrappedIsNoKey() throws Exception {
    cipher.init(Cipher.UNWRAP_MODE, key);
    assertThrowsExactly(
        InvalidKeyException.class, () -> cipher.unwrap(good, "EC", Cipher.PRIVATE_KEY));
    assertThrowsExactly(
        InvalidKeyException.class, () -> cipher.unwrap(good, "RSA", Cipher.PUBLIC_KEY));
    assertThrowsExactly(
        NoSuchAlgorithmException.class, () -> cipher.unwrap(good, "Enigma", Cipher.PRIVATE_KEY));
    assertThrowsExactly(
        InvalidKeyException.class, () -> cipher.unwrap(new byte[256], "AES", Cipher.SECRET_KEY));
    assertThrowsExactly(
        InvalidKeyException.class, () -> cipher.unwrap(new byte[257], "AES", Cipher.SECRET_KEY));
    assertEquals(new SecretKeySpec(MESSAGE, "AES"), cipher.unwrap(good, "AES", Cipher.SECRET_KEY));
  }

  @Test
  void takesNoAssociatedData() {
    assertThrowsExactly(UnsupportedOperationException.class, () -> cipher.updateAAD(MESSAGE));
  }

  /** Before the first init, a Cipher by our name answers as the platform's would. */
  @Test
  void withoutAKey() throws Exception {
    Cipher fresh = Cipher.getInstance(SHA_256, provider);
    assertEquals(0, fresh.getBlockSize());
    assertThat(fresh.getIV()).isNull();
    assertThat(fresh.getParameters()).isNull();
    assertThrowsExactly(IllegalStateException.class, () -> fresh.doFinal(good));
    assertThrowsExactly(
        InvalidKeyException.class, () -> fresh.init(Cipher.DECRYPT_MODE, nothing()));
  }

  private static Key nothing() {
    return null;
  }
}
