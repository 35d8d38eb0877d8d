package io.github.kmsjca.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.DataKey;
import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.spec.WrappedDataKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/** Data keys: ordinary keys to all, of which only the wrapped form leaves the JVM. */
class DataKeyTest {
  private static final byte[] MESSAGE = "a message".getBytes(UTF_8);
  private static final Map<String, String> CONTEXT = Map.of("tenant", "a", "use", "b");

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;
  private static KmsSecretKey wrapping;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    wrapping =
        ((KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null))
            .withEncryptionContext(CONTEXT);
  }

  @BeforeEach
  void clear() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  private static SecretKey generate(String algorithm, DataKeyParameterSpec wanted)
      throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance(algorithm, provider);
    generator.init(wanted);
    return generator.generateKey();
  }

  private static SecretKey generate() throws Exception {
    return generate("AES", DataKeyParameterSpec.builder(wrapping).build());
  }

  private static Key unwrapped(DataKey key, KmsSecretKey with) throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.UNWRAP_MODE, with);
    return cipher.unwrap(key.wrapped(), key.getAlgorithm(), key.keyType());
  }

  @ParameterizedTest
  @CsvSource({
    "AES, 0, 32",
    "AES, 128, 16",
    "AES, 192, 24",
    "AES, 256, 32",
    "HmacSHA224, 0, 28",
    "HmacSHA256, 0, 32",
    "HmacSHA384, 0, 48",
    "HmacSHA512, 0, 64",
    "HmacSHA256, 128, 16",
    "HmacSHA512, 8192, 1024"
  })
  void everyAlgorithm(String algorithm, int bits, int length) throws Exception {
    DataKeyParameterSpec.Builder wanted = DataKeyParameterSpec.builder(wrapping);
    if (bits > 0) {
      wanted.bits(bits);
    }
    SecretKey key = generate(algorithm, wanted.build());
    kms.assertCalls(1, "GenerateDataKey");
    assertThat(kms.local().calls().count()).isEqualTo(1);
    assertThat(key.getAlgorithm()).isEqualTo(algorithm);
    assertThat(key.getFormat()).isEqualTo("RAW");
    assertThat(key.getEncoded()).hasSize(length).isNotEqualTo(new byte[length]);
    DataKey dataKey = (DataKey) key;
    assertThat(dataKey.wrappingKeyArn()).isEqualTo(wrapping.arn());
    assertThat(dataKey.encryptionContext()).isEqualTo(CONTEXT);
    assertThat(unwrapped(dataKey, wrapping)).isEqualTo(key);
    try (KmsClient sdk = kms.sdk()) {
      assertThat(
              sdk.decrypt(
                      r ->
                          r.keyId(wrapping.arn())
                              .encryptionContext(CONTEXT)
                              .ciphertextBlob(SdkBytes.fromByteArray(dataKey.wrapped())))
                  .plaintext()
                  .asByteArray())
          .isEqualTo(key.getEncoded());
    }
  }

  @Test
  void everyProviderUsesIt() throws Exception {
    SecretKey key = generate();
    for (Provider other :
        new Provider[] {java.security.Security.getProvider("SunJCE"), new BouncyCastleProvider()}) {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", other);
      cipher.init(Cipher.ENCRYPT_MODE, key);
      byte[] ciphertext = cipher.doFinal(MESSAGE);
      Cipher decrypter = Cipher.getInstance("AES/GCM/NoPadding", other);
      decrypter.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key.getEncoded(), "AES"), cipher.getParameters());
      assertThat(decrypter.doFinal(ciphertext)).isEqualTo(MESSAGE);
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(generate("HmacSHA256", DataKeyParameterSpec.builder(wrapping).build()));
    assertThat(mac.doFinal(MESSAGE)).hasSize(32);
    kms.assertCalls(0, "GenerateMac");
  }

  @ParameterizedTest
  @EnumSource
  @ResourceLock(ProviderPlace.LOCK)
  void inEveryPosition(ProviderPlace place) throws Exception {
    place.with(
        provider,
        () -> {
          KeyGenerator generator = KeyGenerator.getInstance("AES");
          generator.init(DataKeyParameterSpec.builder(wrapping).build());
          SecretKey key = generator.generateKey();
          assertThat(key).isInstanceOf(DataKey.class).isNotEqualTo(generator.generateKey());
          Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
          cipher.init(Cipher.ENCRYPT_MODE, key);
          assertThat(cipher.getProvider()).isNotSameAs(provider);
        });
  }

  private static byte[] serialized(Object object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  private static Object read(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }

  @Test
  void onlyItsWrappedFormIsSerialized() throws Exception {
    SecretKey key = generate();
    byte[] bytes = serialized(key);
    HexFormat hex = HexFormat.of();
    assertThat(hex.formatHex(bytes)).doesNotContain(hex.formatHex(key.getEncoded(), 0, 8));
    kms.local().calls().clear();
    WrappedDataKey read = (WrappedDataKey) read(bytes);
    assertThat(kms.local().calls().count()).isZero();
    assertThat(read.wrapped()).isEqualTo(((DataKey) key).wrapped());
    assertThat(read.wrappingKeyArn()).isEqualTo(wrapping.arn());
    assertThat(read.encryptionContext()).isEqualTo(CONTEXT);
    assertThat(read).isEqualTo(read(serialized(read))).hasToString(key.toString());
    assertThat(unwrapped(read, wrapping.withEncryptionContext(read.encryptionContext())))
        .isEqualTo(key);
    byte[] altered = bytes.clone();
    int algorithm = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("arn:");
    altered[algorithm] = 'x';
    assertThatThrownBy(() -> read(altered)).isInstanceOf(InvalidObjectException.class);
  }

  @Test
  void anotherContextDoesNotUnwrapIt() throws Exception {
    DataKey key = (DataKey) generate();
    KmsSecretKey other = wrapping.withEncryptionContext(Map.of("tenant", "b"));
    assertThatThrownBy(() -> unwrapped(key, other))
        .isInstanceOfAny(InvalidKeyException.class, ProviderException.class)
        .hasRootCauseInstanceOf(
            software.amazon.awssdk.services.kms.model.InvalidCiphertextException.class);
    byte[] blob = key.wrapped();
    blob[blob.length - 1] ^= 1;
    DataKey altered = new WrappedDataKey(wrapping.arn(), blob, "AES", Cipher.SECRET_KEY, CONTEXT);
    assertThatThrownBy(() -> unwrapped(altered, wrapping))
        .isInstanceOfAny(InvalidKeyException.class, AEADBadTagException.class);
  }

  @Test
  void destroyedItIsOfNoUse() throws Exception {
    SecretKey key = generate();
    SecretKey copy = new SecretKeySpec(key.getEncoded(), "AES");
    assertThat(key).isEqualTo(copy).hasSameHashCodeAs(copy);
    assertThat(copy).isEqualTo(key);
    assertThat(key.isDestroyed()).isFalse();
    key.destroy();
    assertThat(key.isDestroyed()).isTrue();
    assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
    assertThat(key).isNotEqualTo(copy).isEqualTo(key);
    assertThat(((DataKey) key).wrapped()).isNotEmpty();
    assertThatThrownBy(() -> Cipher.getInstance("AES").init(Cipher.ENCRYPT_MODE, key))
        .isInstanceOfAny(IllegalStateException.class, InvalidKeyException.class);
  }

  @Test
  void noTextHasTheKey() throws Exception {
    SecretKey key = generate();
    assertThat(key.toString()).isEqualTo("a data key (AES) wrapped by " + wrapping.arn());
    assertThat(DataKeyParameterSpec.builder(wrapping).bits(128).grantToken("t").build().toString())
        .isEqualTo("data key of 128 bits wrapped by " + wrapping.arn());
  }

  /** KMS has never given that one out: so it came there. */
  @Test
  void grantTokensGoWithTheCall() {
    DataKeyParameterSpec wanted =
        DataKeyParameterSpec.builder(wrapping).grantToken("dG9rZW4").build();
    assertThatThrownBy(() -> generate("AES", wanted))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("InvalidGrantTokenException")
        .hasMessageNotContaining("dG9rZW4");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64, 127, 129, 8200, -128})
  void aWrongLength(int bits) {
    assertThatThrownBy(() -> DataKeyParameterSpec.builder(wrapping).bits(bits))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsRefusedBeforeAnyCall() throws Exception {
    KeyGenerator aes = KeyGenerator.getInstance("AES", provider);
    assertThatThrownBy(() -> aes.init(DataKeyParameterSpec.builder(wrapping).bits(512).build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("512 bits");
    assertThatThrownBy(
            () -> aes.init(DataKeyParameterSpec.builder(wrapping).keySpec("RSA_2048").build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("in bits");
    KeyGenerator macs = KeyGenerator.getInstance("HmacSHA256", provider);
    macs.init(KmsKeyGenParameterSpec.builder().build());
    KmsSecretKey hmac = (KmsSecretKey) macs.generateKey();
    kms.local().calls().clear();
    assertThatThrownBy(() -> aes.init(DataKeyParameterSpec.builder(hmac).build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("HMAC_256");
    KeyGenerator another = KeyGenerator.getInstance("AES", kms.provider("name", "Another"));
    assertThatThrownBy(() -> another.init(DataKeyParameterSpec.builder(wrapping).build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("another provider instance");
    Provider messagesOnly = kms.provider("usage", "envelope");
    KmsSecretKey kept =
        (KmsSecretKey) TestKms.keyStore(messagesOnly).getKey(TestKms.SYMMETRIC, null);
    KeyGenerator refusing = KeyGenerator.getInstance("AES", messagesOnly);
    assertThatThrownBy(() -> refusing.init(DataKeyParameterSpec.builder(kept).build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("usage=envelope");
    assertThatThrownBy(() -> DataKeyParameterSpec.builder(null))
        .isInstanceOf(NullPointerException.class);
    kms.assertCalls(0, "GenerateDataKey");
  }

  @Test
  void aWrappedFormThatIsNone() {
    for (byte[] blob : new byte[][] {new byte[0], new byte[6145]}) {
      assertThatThrownBy(
              () -> new WrappedDataKey(wrapping.arn(), blob, "AES", Cipher.SECRET_KEY, CONTEXT))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] blob = {1};
    assertThatThrownBy(
            () -> new WrappedDataKey(wrapping.arn(), blob, "AES", Cipher.PUBLIC_KEY, CONTEXT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WrappedDataKey("x", blob, "AES", Cipher.SECRET_KEY, CONTEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Those of the key and of the parameters. The local KMS knows no grant, and says so. */
  @ParameterizedTest
  @CsvSource({"true, false", "false, true"})
  void grantTokensGoWithTheCall(boolean ofKey, boolean ofParameters) throws Exception {
    KmsSecretKey key = ofKey ? wrapping.withGrantTokens("a-token") : wrapping;
    DataKeyParameterSpec.Builder parameters = DataKeyParameterSpec.builder(key);
    if (ofParameters) {
      parameters.grantToken("a-token");
    }
    KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
    generator.init(parameters.build());
    assertThatThrownBy(generator::generateKey)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("InvalidGrantTokenException")
        .hasMessageNotContaining("a-token");
    assertThatThrownBy(() -> DataKeyParameterSpec.builder(key).grantToken(""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void afterAFailureTheNextOneWorks() throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
    generator.init(DataKeyParameterSpec.builder(wrapping).build());
    kms.local().faults().always("GenerateDataKey", Fault.throttle());
    assertThatThrownBy(generator::generateKey)
        .isInstanceOf(ProviderException.class)
        .hasCauseInstanceOf(KmsCallException.class)
        .hasMessageContaining("KMS GenerateDataKey with key " + wrapping.arn());
    kms.local().faults().clear();
    SecretKey one = generator.generateKey();
    assertThat(Arrays.equals(one.getEncoded(), generator.generateKey().getEncoded())).isFalse();
  }
}
