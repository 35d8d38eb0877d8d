package io.github.kmsjca.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.math.BigInteger;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;

/** SM2: encryption here or by Bouncy Castle, decryption in KMS. */
class Sm2Test {
  private static final byte[] MESSAGE = "attack at dawn".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private Provider provider;
  private KmsPrivateKey key;
  private Cipher encrypter;
  private Cipher decrypter;

  @BeforeEach
  void start() throws Exception {
    provider = kms.provider();
    key = (KmsPrivateKey) TestKms.key(provider, TestKms.SM2_ENCRYPTION);
    encrypter = Cipher.getInstance("SM2", provider);
    encrypter.init(Cipher.ENCRYPT_MODE, key.publicKey());
    decrypter = Cipher.getInstance("SM2", provider);
    decrypter.init(Cipher.DECRYPT_MODE, key);
    kms.local().calls().clear();
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 14, 31, 32, 33, 1023, 1024})
  void encryptsHereAndDecryptsInKms(int length) throws Exception {
    byte[] plaintext = Arrays.copyOf(MESSAGE, length);
    for (int i = 0; i < 8; i++) { // coordinates are at times shorter, and at times have a sign byte
      int room = encrypter.getOutputSize(length);
      byte[] ciphertext = encrypter.doFinal(plaintext);
      assertThat(ciphertext).hasSizeLessThanOrEqualTo(room);
      assertThat(decrypter.getOutputSize(ciphertext.length)).isGreaterThanOrEqualTo(length);
      assertArrayEquals(plaintext, decrypter.doFinal(ciphertext));
    }
    kms.assertCalls(8, "Decrypt");
    assertEquals(8, kms.local().calls().count());
  }

  @Test
  void othersOfKmsReadIt() throws Exception {
    byte[] ciphertext = encrypter.doFinal(MESSAGE);
    try (KmsClient sdk = kms.sdk()) {
      assertArrayEquals(
          MESSAGE,
          sdk.decrypt(
                  r ->
                      r.keyId(key.arn())
                          .encryptionAlgorithm(EncryptionAlgorithmSpec.SM2_PKE)
                          .ciphertextBlob(SdkBytes.fromByteArray(ciphertext)))
              .plaintext()
              .asByteArray());
      byte[] ofKms =
          sdk.encrypt(
                  r ->
                      r.keyId(key.arn())
                          .encryptionAlgorithm(EncryptionAlgorithmSpec.SM2_PKE)
                          .plaintext(SdkBytes.fromByteArray(MESSAGE)))
              .ciphertextBlob()
              .asByteArray();
      assertArrayEquals(MESSAGE, decrypter.doFinal(ofKms));
    }
  }

  /** Bouncy Castle puts the parts side by side: refused as it is, decrypted as a sequence. */
  @Test
  void whatBouncyCastleEncrypts() throws Exception {
    Cipher castle = Cipher.getInstance("SM2", new BouncyCastleProvider());
    castle.init(Cipher.ENCRYPT_MODE, key.publicKey());
    byte[] parts = castle.doFinal(MESSAGE); // 04, x, y, text, hash
    BadPaddingException e =
        assertThrowsExactly(BadPaddingException.class, () -> decrypter.doFinal(parts));
    assertThat(e).hasMessageContaining("ASN.1 sequence");
    kms.assertCalls(0, "Decrypt");
    ASN1EncodableVector sequence = new ASN1EncodableVector();
    sequence.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(parts, 1, 33))));
    sequence.add(new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(parts, 33, 65))));
    sequence.add(new DEROctetString(Arrays.copyOfRange(parts, parts.length - 32, parts.length)));
    sequence.add(new DEROctetString(Arrays.copyOfRange(parts, 65, parts.length - 32)));
    assertArrayEquals(MESSAGE, decrypter.doFinal(new DERSequence(sequence).getEncoded()));
  }

  @Test
  void wrapsAndUnwraps() throws Exception {
    Key software = new SecretKeySpec(Arrays.copyOf(MESSAGE, 32), "AES");
    encrypter.init(Cipher.WRAP_MODE, key.publicKey());
    byte[] wrapped = encrypter.wrap(software);
    decrypter.init(Cipher.UNWRAP_MODE, key);
    assertEquals(software, decrypter.unwrap(wrapped, "AES", Cipher.SECRET_KEY));
  }

  @Test
  void badInputIsRefusedAndTheNextWorks() throws Exception {
    byte[] good = encrypter.doFinal(MESSAGE);
    byte[] flipped = good.clone();
    flipped[flipped.length - 1] ^= 1;
    byte[] cut = Arrays.copyOf(good, good.length - 1);
    for (byte[] bad : new byte[][] {{}, flipped, cut}) {
      assertThrowsExactly(BadPaddingException.class, () -> decrypter.doFinal(bad));
      assertArrayEquals(MESSAGE, decrypter.doFinal(good));
    }
    assertThrowsExactly(
        IllegalBlockSizeException.class, () -> decrypter.doFinal(Arrays.copyOf(good, 6145)));
    assertArrayEquals(MESSAGE, decrypter.doFinal(good));
    assertThrowsExactly(IllegalBlockSizeException.class, () -> encrypter.doFinal(new byte[1025]));
    assertThrowsExactly(IllegalBlockSizeException.class, () -> encrypter.doFinal());
    assertArrayEquals(MESSAGE, decrypter.doFinal(encrypter.doFinal(MESSAGE)));
  }

  @Test
  void kmsFails() throws Exception {
    byte[] good = encrypter.doFinal(MESSAGE);
    kms.local().faults().next("Decrypt", Fault.accessDenied());
    ProviderException e =
        assertThrowsExactly(ProviderException.class, () -> decrypter.doFinal(good));
    assertThat(e).hasCauseExactlyInstanceOf(KmsCallException.class);
    assertArrayEquals(MESSAGE, decrypter.doFinal(good));
  }

  @Test
  void keysAndParametersThatCannot() throws Exception {
    assertThrowsExactly(InvalidKeyException.class, () -> decrypter.init(Cipher.ENCRYPT_MODE, key));
    Key signing = TestKms.key(provider, "sm2");
    assertThrowsExactly(
        InvalidKeyException.class, () -> decrypter.init(Cipher.DECRYPT_MODE, signing));
    Key software = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    assertThrowsExactly(
        InvalidKeyException.class, () -> encrypter.init(Cipher.ENCRYPT_MODE, software));
    GCMParameterSpec parameters = new GCMParameterSpec(128, new byte[12]);
    assertThrowsExactly(
        InvalidAlgorithmParameterException.class,
        () -> encrypter.init(Cipher.ENCRYPT_MODE, key.publicKey(), parameters));
    assertThrowsExactly(
        InvalidAlgorithmParameterException.class,
        () -> decrypter.init(Cipher.DECRYPT_MODE, key, parameters));
  }
}
