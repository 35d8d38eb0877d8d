package io.github.kmsjca.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.KmsReEncryption;
import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Grant tokens of a handle: they arrive with every use of the key, and nowhere else. The local KMS
 * knows no grant of them, and says so: {@code InvalidGrantTokenException}.
 */
class GrantTokensTest {
  private static final byte[] MESSAGE = "Zwiebel".getBytes(UTF_8);
  private static final String TOKEN = "hush-hush";
  private static final String INVALID = "InvalidGrantTokenException";

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static final List<Object> SENT = new CopyOnWriteArrayList<>();
  private static KmsClient client;
  private static Provider provider;

  @BeforeAll
  static void start() {
    ExecutionInterceptor spy =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            context
                .request()
                .getValueForField("GrantTokens", List.class)
                .filter(tokens -> !tokens.isEmpty())
                .ifPresent(SENT::add);
          }
        };
    try (KmsClient plain = kms.sdk()) {
      client =
          KmsClient.builder()
              .endpointOverride(kms.endpoint())
              .region(plain.serviceClientConfiguration().region())
              .credentialsProvider(plain.serviceClientConfiguration().credentialsProvider())
              .overrideConfiguration(o -> o.addExecutionInterceptor(spy))
              .build();
    }
    provider =
        KmsProvider.builder().set("accounts", LocalKms.ACCOUNT).kmsClient(() -> client).build();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
    SENT.clear();
  }

  private static KmsKey key(String alias) throws Exception {
    return (KmsKey) TestKms.keyStore(provider).getKey(alias, null);
  }

  /** The call fails because of the token, so it arrived; and the message does not have it. */
  private static void arrives(String operation, ThrowingCallable call) {
    SENT.clear();
    kms.local().calls().clear();
    assertThatThrownBy(call)
        .hasMessageContaining("KMS " + operation)
        .hasMessageContaining(INVALID)
        .hasMessageNotContaining(TOKEN);
    List<Call> calls = kms.local().calls().all();
    assertThat(calls).extracting(Call::operation).containsOnly(operation);
    assertThat(calls).extracting(Call::error).containsOnly(INVALID);
    assertThat(SENT).containsOnly(List.of(TOKEN));
  }

  private static byte[] sign(String algorithm, PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance(algorithm, provider);
    signature.initSign(key);
    signature.update(MESSAGE);
    return signature.sign();
  }

  @Test
  void signatures() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) key("rsa-2048");
    KmsPrivateKey granted = key.withGrantTokens(TOKEN);
    for (String algorithm : List.of("SHA256withRSA", "SHA384withRSAandMGF1")) {
      arrives("Sign", () -> sign(algorithm, granted));
      assertThat(sign(algorithm, key)).hasSize(256);
    }
    arrives("Sign", () -> sign("SHA256withRSA", KmsKeys.asRSAPrivateKey(granted)));
    KmsPrivateKey elliptic = ((KmsPrivateKey) key("ecc-nist-p256")).withGrantTokens(TOKEN);
    arrives("Sign", () -> sign("SHA256withECDSA", elliptic));
    // An adapter stays one.
    KmsPrivateKey adapter = (KmsPrivateKey) KmsKeys.asRSAPrivateKey(key);
    assertThat(adapter.withGrantTokens(TOKEN)).isInstanceOf(RSAPrivateKey.class);
    KmsPrivateKey curve = (KmsPrivateKey) KmsKeys.asECPrivateKey((PrivateKey) key("ecc-nist-p256"));
    assertThat(curve.withGrantTokens(TOKEN)).isInstanceOf(ECPrivateKey.class);
    assertThat(key.withGrantTokens(TOKEN)).isNotInstanceOf(RSAPrivateKey.class);
  }

  @Test
  void macs() throws Exception {
    String arn = kms.local().createKey(TestKms.REGION, "HMAC_256", "GENERATE_VERIFY_MAC");
    KmsSecretKey key = (KmsSecretKey) key(arn);
    Mac mac = Mac.getInstance("HmacSHA256", provider);
    mac.init(key.withGrantTokens(TOKEN));
    arrives("GenerateMac", () -> mac.doFinal(MESSAGE));
    mac.init(key);
    assertThat(mac.doFinal(MESSAGE)).hasSize(32);
  }

  @Test
  void agreements() throws Exception {
    String arn = kms.local().createKey(TestKms.REGION, "ECC_NIST_P256", "KEY_AGREEMENT");
    KmsPrivateKey key = (KmsPrivateKey) key(arn);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
    agreement.init(key.withGrantTokens(TOKEN));
    agreement.doPhase(generator.generateKeyPair().getPublic(), true);
    arrives("DeriveSharedSecret", agreement::generateSecret);
  }

  private static byte[] cipher(String transformation, int mode, Key key, byte[] input)
      throws Exception {
    Cipher cipher = Cipher.getInstance(transformation, provider);
    cipher.init(mode, key);
    return cipher.doFinal(input);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWSKMS", "AES/GCM/NoPadding"})
  void symmetricCiphers(String transformation) throws Exception {
    KmsSecretKey key =
        ((KmsSecretKey) key(TestKms.SYMMETRIC)).withEncryptionContext(Map.of("a", "b"));
    KmsSecretKey granted = key.withGrantTokens(TOKEN);
    assertThat(granted.encryptionContext()).isEqualTo(Map.of("a", "b"));
    assertThat(granted.withEncryptionContext(Map.of()).withEncryptionContext(Map.of("a", "b")))
        .isEqualTo(granted);
    byte[] ciphertext = cipher(transformation, Cipher.ENCRYPT_MODE, key, MESSAGE);
    String operation = transformation.equals("AWSKMS") ? "Encrypt" : "GenerateDataKey";
    arrives(operation, () -> cipher(transformation, Cipher.ENCRYPT_MODE, granted, MESSAGE));
    arrives("Decrypt", () -> cipher(transformation, Cipher.DECRYPT_MODE, granted, ciphertext));
    arrives(
        "Decrypt",
        () ->
            cipher(
                transformation,
                Cipher.DECRYPT_MODE,
                granted.withEncryptionContext(Map.of("a", "b")),
                ciphertext));
    assertThat(cipher(transformation, Cipher.DECRYPT_MODE, key, ciphertext)).isEqualTo(MESSAGE);
  }

  /** A Cipher remembers what the last key asked for, and equal handles may differ in this. */
  @Test
  void oneCipherDoesNotMixThem() throws Exception {
    KmsSecretKey key = (KmsSecretKey) key(TestKms.SYMMETRIC);
    KmsSecretKey granted = key.withGrantTokens(TOKEN);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] message = cipher.doFinal(MESSAGE);
    cipher.init(Cipher.ENCRYPT_MODE, granted);
    arrives("GenerateDataKey", () -> cipher.doFinal(MESSAGE));
    cipher.init(Cipher.ENCRYPT_MODE, key);
    assertThat(cipher.doFinal(MESSAGE)).isNotEmpty();
    cipher.init(Cipher.DECRYPT_MODE, key);
    assertThat(cipher.doFinal(message)).isEqualTo(MESSAGE);
    cipher.init(Cipher.DECRYPT_MODE, granted);
    arrives("Decrypt", () -> cipher.doFinal(message));
    cipher.init(Cipher.DECRYPT_MODE, key);
    assertThat(cipher.doFinal(message)).isEqualTo(MESSAGE);
  }

  @Test
  void asymmetricCiphers() throws Exception {
    KmsPrivateKey rsa = (KmsPrivateKey) key(TestKms.RSA_ENCRYPTION);
    Cipher encrypter = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    encrypter.init(Cipher.ENCRYPT_MODE, rsa.publicKey(), rsa.oaepSpec());
    byte[] ofRsa = encrypter.doFinal(MESSAGE);
    String oaep = "RSA/ECB/OAEPWithSHA-256AndMGF1Padding";
    arrives("Decrypt", () -> cipher(oaep, Cipher.DECRYPT_MODE, rsa.withGrantTokens(TOKEN), ofRsa));
    assertThat(cipher(oaep, Cipher.DECRYPT_MODE, rsa, ofRsa)).isEqualTo(MESSAGE);
    KmsPrivateKey sm2 = (KmsPrivateKey) key(TestKms.SM2_ENCRYPTION);
    byte[] ofSm2 = cipher("SM2", Cipher.ENCRYPT_MODE, sm2.publicKey(), MESSAGE);
    arrives("Decrypt", () -> cipher("SM2", Cipher.DECRYPT_MODE, sm2.withGrantTokens(TOKEN), ofSm2));
    KmsReEncryption move =
        KmsReEncryption.from(rsa.withGrantTokens(TOKEN), rsa.oaepSpec())
            .to(((KmsSecretKey) key(TestKms.SYMMETRIC)).withGrantTokens(TOKEN));
    arrives("ReEncrypt", () -> move.reEncrypt(ofRsa));
  }

  @Test
  void ofKeyAndParametersTogether() throws Exception {
    KmsSecretKey key = ((KmsSecretKey) key(TestKms.SYMMETRIC)).withGrantTokens(TOKEN);
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        key,
        EnvelopeParameterSpec.builder().grantToken("other").grantToken(TOKEN).build());
    SENT.clear();
    assertThatThrownBy(() -> cipher.doFinal(MESSAGE)).hasMessageContaining(INVALID);
    assertThat(SENT).containsOnly(List.of(TOKEN, "other"));
    KmsSecretKey full = key.withGrantTokens(tokens(10));
    EnvelopeParameterSpec more = EnvelopeParameterSpec.builder().grantToken(TOKEN).build();
    assertThatThrownBy(() -> cipher.init(Cipher.ENCRYPT_MODE, full, more))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("11 grant tokens")
        .hasMessageNotContaining(TOKEN);
    assertThatThrownBy(() -> KmsReEncryption.from(full).to(key))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("11 grant tokens");
  }

  private static String[] tokens(int count) {
    return IntStream.range(0, count).mapToObj(i -> "token-" + i).toArray(String[]::new);
  }

  @Test
  void theyAreNoPartOfTheKey() throws Exception {
    for (String alias : List.of("rsa-2048", "ecc-nist-edwards25519", "ml-dsa-44", "symmetric")) {
      KmsKey key = key(alias);
      KmsKey granted = key.withGrantTokens(TOKEN);
      assertThat(granted).isNotSameAs(key).isEqualTo(key).hasSameHashCodeAs(key);
      assertThat(granted.toString()).isEqualTo(key.toString()).doesNotContain(TOKEN);
      assertThat(granted.getClass()).isSameAs(key.getClass());
    }
  }

  @Test
  void theyCanBeReplacedAndRemoved() throws Exception {
    KmsPrivateKey key = ((KmsPrivateKey) key("rsa-2048")).withGrantTokens("first");
    arrives("Sign", () -> sign("SHA256withRSA", key.withGrantTokens(TOKEN)));
    assertThat(sign("SHA256withRSA", key.withGrantTokens())).hasSize(256);
  }

  @Test
  @ResourceLock("java.security.Security")
  void theyDoNotTravel() throws Exception {
    Security.addProvider(provider);
    try {
      for (String alias : List.of("rsa-2048", "symmetric")) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
          out.writeObject(key(alias).withGrantTokens(TOKEN));
        }
        assertThat(bytes.toString(UTF_8)).doesNotContain(TOKEN);
        try (ObjectInputStream in =
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
          Key read = (Key) in.readObject();
          assertThat(read).isEqualTo(key(alias));
          if (read instanceof PrivateKey privateKey) {
            assertThat(sign("SHA256withRSA", privateKey)).hasSize(256);
          }
        }
      }
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  @Test
  void whatIsNoToken() throws Exception {
    KmsKey key = key("rsa-2048");
    assertThat(key.withGrantTokens("x".repeat(8192))).isEqualTo(key);
    assertThat(key.withGrantTokens(tokens(10))).isEqualTo(key);
    refused(() -> key.withGrantTokens(tokens(11)));
    refused(() -> key.withGrantTokens(""));
    refused(() -> key.withGrantTokens(TOKEN.repeat(1000)));
    refused(() -> EnvelopeParameterSpec.builder().grantToken(""));
    EnvelopeParameterSpec.Builder builder = EnvelopeParameterSpec.builder();
    for (String token : tokens(10)) {
      builder.grantToken(token);
    }
    refused(() -> builder.grantToken(TOKEN));
    assertThat(builder.build().grantTokens()).hasSize(10);
    assertThatThrownBy(() -> key.withGrantTokens((String) null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> key.withGrantTokens((String[]) null))
        .isInstanceOf(NullPointerException.class);
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grant token")
        .hasMessageNotContaining(TOKEN)
        .hasMessageNotContaining("token-");
  }
}
