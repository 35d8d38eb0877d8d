package io.github.kmsjca.cipher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.SealedObject;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/** KMS Encrypt and Decrypt as a Cipher, and what every other program makes of the same bytes. */
class DirectTest {
  private static final byte[] MESSAGE = "attack at dawn".getBytes(UTF_8);
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private KmsClient sdk;
  private Provider provider;
  private KmsSecretKey key;

  @BeforeEach
  void start() throws Exception {
    sdk = kms.sdk();
    provider = kms.provider();
    key = (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    kms.local().calls().clear();
  }

  @AfterEach
  void stop() {
    sdk.close();
  }

  private Cipher cipher(int mode, Key with) throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(mode, with);
    return cipher;
  }

  private byte[] sdkDecrypt(byte[] blob, Map<String, String> context) {
    return sdk.decrypt(
            r -> r.ciphertextBlob(SdkBytes.fromByteArray(blob)).encryptionContext(context))
        .plaintext()
        .asByteArray();
  }

  private byte[] sdkEncrypt(byte[] plaintext, Map<String, String> context) {
    return sdk.encrypt(
            r ->
                r.keyId(key.arn())
                    .plaintext(SdkBytes.fromByteArray(plaintext))
                    .encryptionContext(context))
        .ciphertextBlob()
        .asByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 14, 255, 256, 4095, 4096})
  void roundTrip(int length) throws Exception {
    byte[] plaintext = Arrays.copyOf(MESSAGE, length);
    Cipher encrypter = cipher(Cipher.ENCRYPT_MODE, key);
    Cipher decrypter = cipher(Cipher.DECRYPT_MODE, key);
    for (int i = 0; i < 2; i++) { // no new init: there is no IV to repeat
      byte[] blob = encrypter.doFinal(plaintext);
      assertThat(blob).hasSizeLessThanOrEqualTo(encrypter.getOutputSize(length));
      assertThat(decrypter.getOutputSize(blob.length)).isGreaterThanOrEqualTo(length);
      assertArrayEquals(plaintext, decrypter.doFinal(blob));
      assertArrayEquals(plaintext, sdkDecrypt(blob, Map.of()));
    }
    kms.assertCalls(2, "Encrypt");
  }

  @Test
  void readsWhatOthersEncrypt() throws Exception {
    byte[] blob = sdkEncrypt(MESSAGE, Map.of());
    assertArrayEquals(MESSAGE, cipher(Cipher.DECRYPT_MODE, key).doFinal(blob));
  }

  @Test
  void contextOfTheHandle() throws Exception {
    Map<String, String> context = Map.of("tenant", "7", "purpose", "test");
    KmsSecretKey bound = key.withEncryptionContext(context);
    byte[] blob = cipher(Cipher.ENCRYPT_MODE, bound).doFinal(MESSAGE);
    assertArrayEquals(MESSAGE, sdkDecrypt(blob, context));
    assertArrayEquals(MESSAGE, cipher(Cipher.DECRYPT_MODE, bound).doFinal(blob));
    assertArrayEquals(
        MESSAGE, cipher(Cipher.DECRYPT_MODE, bound).doFinal(sdkEncrypt(MESSAGE, context)));
  }

  @Test
  void contextAndGrantTokensOfParameters() throws Exception {
    EnvelopeParameterSpec parameters =
        EnvelopeParameterSpec.builder().encryptionContext(Map.of("purpose", "test")).build();
    KmsSecretKey bound = key.withEncryptionContext(Map.of("tenant", "7"));
    Cipher encrypter = Cipher.getInstance("AWSKMS", provider);
    encrypter.init(Cipher.ENCRYPT_MODE, bound, parameters);
    byte[] blob = encrypter.doFinal(MESSAGE);
    assertArrayEquals(MESSAGE, sdkDecrypt(blob, Map.of("tenant", "7", "purpose", "test")));
    Cipher decrypter = Cipher.getInstance("AWSKMS", provider);
    decrypter.init(Cipher.DECRYPT_MODE, bound, parameters);
    assertArrayEquals(MESSAGE, decrypter.doFinal(blob));
    encrypter.init(
        Cipher.ENCRYPT_MODE, key, EnvelopeParameterSpec.builder().grantToken("of nobody").build());
    assertThat(assertThrowsExactly(ProviderException.class, () -> encrypter.doFinal(MESSAGE)))
        .hasMessageContaining("InvalidGrantTokenException");
  }

  /** The layout of Tink's AwsKmsAead: the pair "associatedData", in hexadecimal. */
  @Test
  void associatedDataIsWhereTinkHasIt() throws Exception {
    byte[] aad = {0, 1, (byte) 0xab, (byte) 0xff, 'A'};
    Map<String, String> context = Map.of("associatedData", HexFormat.of().formatHex(aad));
    Cipher encrypter = cipher(Cipher.ENCRYPT_MODE, key);
    encrypter.updateAAD(aad, 0, 2);
    encrypter.updateAAD(ByteBuffer.wrap(aad, 2, 3));
    byte[] blob = encrypter.doFinal(MESSAGE);
    assertArrayEquals(MESSAGE, sdkDecrypt(blob, context));
    Cipher decrypter = cipher(Cipher.DECRYPT_MODE, key);
    decrypter.updateAAD(aad);
    assertArrayEquals(MESSAGE, decrypter.doFinal(sdkEncrypt(MESSAGE, context)));
    // And it is of one message only.
    assertArrayEquals(MESSAGE, sdkDecrypt(encrypter.doFinal(MESSAGE), Map.of()));
  }

  @Test
  void associatedDataBesideAContext() throws Exception {
    KmsSecretKey bound = key.withEncryptionContext(Map.of("tenant", "7"));
    Cipher encrypter = cipher(Cipher.ENCRYPT_MODE, bound);
    encrypter.updateAAD(new byte[] {1});
    byte[] blob = encrypter.doFinal(MESSAGE);
    assertArrayEquals(MESSAGE, sdkDecrypt(blob, Map.of("tenant", "7", "associatedData", "01")));
  }

  @ParameterizedTest
  @ValueSource(ints = {Cipher.SECRET_KEY, Cipher.PRIVATE_KEY, Cipher.PUBLIC_KEY})
  void wrapsAndUnwraps(int type) throws Exception {
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    Key software =
        switch (type) {
          case Cipher.SECRET_KEY -> new SecretKeySpec(Arrays.copyOf(MESSAGE, 32), "AES");
          case Cipher.PRIVATE_KEY -> pair.getPrivate();
          default -> pair.getPublic();
        };
    byte[] wrapped = cipher(Cipher.WRAP_MODE, key).wrap(software);
    assertArrayEquals(software.getEncoded(), sdkDecrypt(wrapped, Map.of()));
    assertEquals(
        software, cipher(Cipher.UNWRAP_MODE, key).unwrap(wrapped, software.getAlgorithm(), type));
  }

  @Test
  void streamsAndSealedObjects() throws Exception {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (CipherOutputStream out = new CipherOutputStream(blob, cipher(Cipher.ENCRYPT_MODE, key))) {
      out.write(MESSAGE);
    }
    try (CipherInputStream in =
        new CipherInputStream(
            new ByteArrayInputStream(blob.toByteArray()), cipher(Cipher.DECRYPT_MODE, key))) {
      assertArrayEquals(MESSAGE, in.readAllBytes());
    }
    SealedObject sealed = new SealedObject("a secret", cipher(Cipher.ENCRYPT_MODE, key));
    assertEquals("a secret", sealed.getObject(cipher(Cipher.DECRYPT_MODE, key)));
  }

  @Test
  void tellsWhatItIs() throws Exception {
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key);
    assertThat(cipher.getIV()).isNull();
    assertThat(cipher.getParameters()).isNull();
    assertEquals(0, cipher.getBlockSize());
    assertEquals(6144, cipher.getOutputSize(1));
    assertEquals(0, Cipher.getInstance("AWSKMS", provider).getBlockSize());
    for (String other :
        List.of(
            "AWSKMS/CBC/PKCS5Padding", "AWSKMS/Envelope/PKCS5Padding", "AWSKMS/GCM/NoPadding")) {
      assertThrowsExactly(
          NoSuchAlgorithmException.class, () -> Cipher.getInstance(other, provider), other);
    }
  }

  @Test
  void manyThreads() throws Exception {
    long threads = 8;
    ExecutorService pool = Executors.newCachedThreadPool();
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        byte[] mine = ("message of thread " + i).getBytes(UTF_8);
        all.add(
            pool.submit(
                () -> {
                  Cipher encrypter = cipher(Cipher.ENCRYPT_MODE, key);
                  Cipher decrypter = cipher(Cipher.DECRYPT_MODE, key);
                  for (int n = 0; n < 10; n++) {
                    assertArrayEquals(mine, decrypter.doFinal(encrypter.doFinal(mine)));
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get(1, TimeUnit.MINUTES);
      }
    } finally {
      pool.shutdownNow();
    }
    kms.assertCalls(10 * threads, "Encrypt");
    kms.assertCalls(10 * threads, "Decrypt");
  }
}
