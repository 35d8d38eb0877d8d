package io.github.kmsjca.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.OutputStream;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cipher AWSKMS refuses, how it says so, and that it works on afterwards. */
class DirectRefusalTest {
  private static final byte[] MESSAGE = "attack at dawn".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private Provider provider;
  private KmsSecretKey key;
  private Cipher encrypter;
  private Cipher decrypter;
  private byte[] good;

  @BeforeEach
  void start() throws Exception {
    provider = kms.provider();
    key = key(provider);
    encrypter = cipher(Cipher.ENCRYPT_MODE, key);
    decrypter = cipher(Cipher.DECRYPT_MODE, key);
    good = encrypter.doFinal(MESSAGE);
    kms.local().calls().clear();
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
  }

  private static KmsSecretKey key(Provider provider) throws Exception {
    return (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
  }

  private Cipher cipher(int mode, Key with) throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(mode, with);
    return cipher;
  }

  private void assertBothWork() throws Exception {
    assertArrayEquals(MESSAGE, decrypter.doFinal(encrypter.doFinal(MESSAGE)));
  }

  @Test
  void tooLongAtOnce() throws Exception {
    IllegalBlockSizeException e =
        assertThrowsExactly(
            IllegalBlockSizeException.class, () -> encrypter.doFinal(new byte[4097]));
    assertThat(e)
        .hasMessageContaining("4096")
        .hasMessageContaining("AES/GCM/NoPadding")
        .hasMessageContaining("AWSKMS/Envelope/NoPadding");
    assertThrowsExactly(IllegalBlockSizeException.class, () -> decrypter.doFinal(new byte[6145]));
    assertEquals(0, kms.local().calls().count());
    assertBothWork();
  }

  /** The rest of a message that was too long must not pass for a message. */
  @Test
  void tooLongInParts() throws Exception {
    encrypter.update(new byte[4096]);
    ProviderException e =
        assertThrowsExactly(ProviderException.class, () -> encrypter.update(new byte[1]));
    assertThat(e).hasMessageContaining("4096");
    assertThrowsExactly(ProviderException.class, () -> encrypter.update(new byte[1]));
    assertThrowsExactly(IllegalBlockSizeException.class, () -> encrypter.doFinal(MESSAGE));
    assertEquals(0, kms.local().calls().count());
    assertBothWork();
  }

  /** Its close hides what doFinal says, so the writing itself has to fail. */
  @Test
  @SuppressWarnings("resource")
  void tooLongForAStream() {
    CipherOutputStream out = new CipherOutputStream(OutputStream.nullOutputStream(), encrypter);
    assertThrowsExactly(ProviderException.class, () -> out.write(new byte[5000]));
  }

  @Test
  void nothingToEncrypt() throws Exception {
    IllegalBlockSizeException e =
        assertThrowsExactly(IllegalBlockSizeException.class, () -> encrypter.doFinal());
    assertThat(e).hasMessageContaining("1 to 4096").hasMessageContaining("empty");
    assertThrowsExactly(AEADBadTagException.class, () -> decrypter.doFinal());
    assertEquals(0, kms.local().calls().count());
    assertBothWork();
  }

  @Test
  void whatIsNotOfThisKeyAndContext() throws Exception {
    byte[] flipped = good.clone();
    flipped[flipped.length - 1] ^= 1;
    byte[] cut = Arrays.copyOf(good, good.length - 1);
    for (byte[] bad : new byte[][] {flipped, cut, {1}}) {
      AEADBadTagException e =
          assertThrowsExactly(AEADBadTagException.class, () -> decrypter.doFinal(bad));
      assertThat(e)
          .hasMessageContaining(key.arn())
          .hasCauseExactlyInstanceOf(KmsCallException.class);
      assertBothWork();
    }
    Cipher bound = cipher(Cipher.DECRYPT_MODE, key.withEncryptionContext(Map.of("tenant", "7")));
    assertThrowsExactly(AEADBadTagException.class, () -> bound.doFinal(good));
    decrypter.updateAAD(new byte[1]);
    assertThrowsExactly(AEADBadTagException.class, () -> decrypter.doFinal(good));
    assertBothWork();
    kms.create("other-symmetric", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    Cipher other =
        cipher(Cipher.DECRYPT_MODE, TestKms.keyStore(provider).getKey("other-symmetric", null));
    assertThrowsExactly(AEADBadTagException.class, () -> other.doFinal(good));
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.throttle(), Fault.accessDenied(), Fault.keyUnavailable(), Fault.dropConnection());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void kmsFails(Fault fault) throws Exception {
    kms.local().faults().always("Encrypt", fault);
    kms.local().faults().always("Decrypt", fault);
    encrypter.updateAAD(new byte[] {1});
    for (Cipher cipher : new Cipher[] {encrypter, decrypter}) {
      ProviderException e =
          assertThrowsExactly(ProviderException.class, () -> cipher.doFinal(good));
      assertThat(e)
          .hasMessageContaining(key.arn())
          .hasCauseExactlyInstanceOf(KmsCallException.class);
    }
    kms.local().faults().clear();
    // Whole and without associated data: it can be given again.
    assertArrayEquals(MESSAGE, decrypter.doFinal(good));
    // Its associated data is gone, so nothing goes on without it.
    assertThat(assertThrowsExactly(ProviderException.class, () -> encrypter.doFinal(good)))
        .hasMessageContaining("init again");
    encrypter.init(Cipher.ENCRYPT_MODE, key);
    assertBothWork();
  }

  @Test
  void associatedDataInTheWrongPlace() throws Exception {
    encrypter.update(MESSAGE);
    assertThrowsExactly(IllegalStateException.class, () -> encrypter.updateAAD(new byte[1]));
    assertArrayEquals(MESSAGE, decrypter.doFinal(encrypter.doFinal()));
    Cipher bound =
        cipher(Cipher.ENCRYPT_MODE, key.withEncryptionContext(Map.of("associatedData", "00")));
    IllegalStateException e =
        assertThrowsExactly(IllegalStateException.class, () -> bound.updateAAD(new byte[1]));
    assertThat(e).hasMessageContaining("associatedData");
    assertThrowsExactly(IllegalArgumentException.class, () -> encrypter.updateAAD(new byte[4097]));
  }

  static Stream<Arguments> impossibleParameters() {
    return Stream.of(
        Arguments.of(new GCMParameterSpec(128, new byte[12]), "GCMParameterSpec"),
        Arguments.of(EnvelopeParameterSpec.builder().iv(new byte[12]).build(), "no IV"));
  }

  @ParameterizedTest
  @MethodSource("impossibleParameters")
  void parametersThatItHasNoUseFor(AlgorithmParameterSpec parameters, String reason) {
    InvalidAlgorithmParameterException e =
        assertThrowsExactly(
            InvalidAlgorithmParameterException.class,
            () -> encrypter.init(Cipher.ENCRYPT_MODE, key, parameters));
    assertThat(e).hasMessageContaining(reason);
  }

  @Test
  void furtherRecipients() {
    EnvelopeParameterSpec parameters = EnvelopeParameterSpec.builder().recipient(key).build();
    InvalidAlgorithmParameterException e =
        assertThrowsExactly(
            InvalidAlgorithmParameterException.class,
            () -> encrypter.init(Cipher.ENCRYPT_MODE, key, parameters));
    assertThat(e).hasMessageContaining("one recipient only");
  }

  @ParameterizedTest
  @ValueSource(strings = {TestKms.RSA_ENCRYPTION, "ecc-nist-p256", "rsa-2048"})
  void keyThatCannot(String alias) throws Exception {
    Key other = TestKms.keyStore(provider).getKey(alias, null);
    kms.local().calls().clear();
    InvalidKeyException e =
        assertThrowsExactly(
            InvalidKeyException.class, () -> encrypter.init(Cipher.DECRYPT_MODE, other));
    assertThat(e).hasMessageContaining(((KmsKey) other).arn());
    assertEquals(0, kms.local().calls().count());
  }

  @Test
  void keyOfNobodysOrOfAnotherInstance() throws Exception {
    Key software = new SecretKeySpec(new byte[32], "AES");
    assertThat(
            assertThrowsExactly(
                InvalidKeyException.class, () -> encrypter.init(Cipher.ENCRYPT_MODE, software)))
        .hasMessageContaining("keys of AWS KMS only");
    Key other = key(kms.provider("name", "OTHER"));
    assertThat(
            assertThrowsExactly(
                InvalidKeyException.class, () -> encrypter.init(Cipher.ENCRYPT_MODE, other)))
        .hasMessageContaining("'OTHER'");
  }

  @Test
  void usageOfTheSettings() throws Exception {
    Provider envelopeOnly = kms.provider("usage", "envelope");
    Cipher refusing = Cipher.getInstance("AWSKMS", envelopeOnly);
    KmsSecretKey ofIt = key(envelopeOnly);
    kms.local().calls().clear();
    InvalidKeyException e =
        assertThrowsExactly(
            InvalidKeyException.class, () -> refusing.init(Cipher.DECRYPT_MODE, ofIt));
    assertThat(e).hasMessageContaining("usage=envelope").hasMessageContaining(ofIt.arn());
    assertEquals(0, kms.local().calls().count());
    Provider directOnly = kms.provider("usage", "direct");
    Cipher permitting = Cipher.getInstance("AWSKMS", directOnly);
    permitting.init(Cipher.DECRYPT_MODE, key(directOnly));
    assertArrayEquals(MESSAGE, permitting.doFinal(good));
  }

  @Test
  void keyThatCannotBeWrapped() throws Exception {
    encrypter.init(Cipher.WRAP_MODE, key);
    assertThrowsExactly(InvalidKeyException.class, () -> encrypter.wrap(key));
    assertThrowsExactly(
        IllegalBlockSizeException.class,
        () -> encrypter.wrap(new SecretKeySpec(new byte[4097], "HmacSHA256")));
    assertEquals(0, kms.local().calls().count());
  }
}
