package io.github.kmsjca.reencryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsReEncryption;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** What arrives is what left, under the new key and context; KMS alone sees the plaintext. */
class ReEncryptionTest {
  private static final byte[] SECRET = "Zwiebel".getBytes(UTF_8);
  private static final Map<String, String> ONE = Map.of("tenant", "one");
  private static final Map<String, String> TWO = Map.of("tenant", "two");

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private static Provider provider;
  private static KmsSecretKey oldKey;
  private static KmsSecretKey newKey;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    kms.create("newer", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    oldKey = (KmsSecretKey) key(TestKms.SYMMETRIC);
    newKey = (KmsSecretKey) key("newer");
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  private static KmsKey key(String alias) throws Exception {
    return (KmsKey) TestKms.keyStore(provider).getKey(alias, null);
  }

  private static byte[] encrypted(KmsSecretKey key, byte[] aad) throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    cipher.updateAAD(aad);
    return cipher.doFinal(SECRET);
  }

  private static byte[] encrypted(KmsSecretKey key) throws Exception {
    return encrypted(key, new byte[0]);
  }

  private static byte[] decrypted(KmsSecretKey key, byte[] ciphertext) throws Exception {
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.DECRYPT_MODE, key);
    return cipher.doFinal(ciphertext);
  }

  @Test
  void toAnotherKeyAndContext() throws Exception {
    byte[] before = encrypted(oldKey.withEncryptionContext(ONE));
    byte[] given = before.clone();
    kms.local().calls().clear();
    KmsReEncryption move =
        KmsReEncryption.from(oldKey.withEncryptionContext(ONE))
            .to(newKey.withEncryptionContext(TWO));
    assertThat(kms.local().calls().count()).isZero();
    byte[] after = move.reEncrypt(given);
    assertThat(given).isEqualTo(before);
    kms.assertCalls(1, "ReEncrypt");
    assertThat(kms.local().calls().count()).isEqualTo(1);
    assertThat(kms.local().calls().all().get(0).keyId()).isEqualTo(newKey.arn());
    assertThat(decrypted(newKey.withEncryptionContext(TWO), after)).isEqualTo(SECRET);
    assertThat(decrypted(oldKey.withEncryptionContext(ONE), before)).isEqualTo(SECRET);
    assertThatThrownBy(() -> decrypted(newKey.withEncryptionContext(ONE), after))
        .isInstanceOf(AEADBadTagException.class);
    assertThatThrownBy(() -> decrypted(oldKey.withEncryptionContext(TWO), after))
        .isInstanceOf(AEADBadTagException.class);
  }

  @Test
  void theContextAlone() throws Exception {
    byte[] after =
        KmsReEncryption.from(oldKey)
            .to(
                oldKey.withEncryptionContext(ONE),
                EnvelopeParameterSpec.builder().encryptionContext(Map.of("a", "b")).build())
            .reEncrypt(encrypted(oldKey));
    assertThat(decrypted(oldKey.withEncryptionContext(Map.of("tenant", "one", "a", "b")), after))
        .isEqualTo(SECRET);
  }

  /** The same key on both sides, as after a rotation. */
  @Test
  void nothingButTheCiphertext() throws Exception {
    byte[] before = encrypted(oldKey);
    byte[] after = KmsReEncryption.from(oldKey).to(oldKey).reEncrypt(before);
    assertThat(after).isNotEqualTo(before);
    assertThat(decrypted(oldKey, after)).isEqualTo(SECRET);
  }

  @Test
  void associatedDataIsAPairOfTheContext() throws Exception {
    byte[] aad = {1, 2, (byte) 0xfe};
    String hex = HexFormat.of().formatHex(aad);
    byte[] after =
        KmsReEncryption.from(oldKey.withEncryptionContext(Map.of("associatedData", hex)))
            .to(newKey)
            .reEncrypt(encrypted(oldKey, aad));
    assertThat(decrypted(newKey, after)).isEqualTo(SECRET);
  }

  @Test
  void wrappedDataKeys() throws Exception {
    try (KmsClient sdk = kms.sdk()) {
      GenerateDataKeyResponse made =
          sdk.generateDataKey(r -> r.keyId(oldKey.arn()).keySpec("AES_256").encryptionContext(ONE));
      byte[] moved =
          KmsReEncryption.from(oldKey.withEncryptionContext(ONE))
              .to(newKey)
              .reEncrypt(made.ciphertextBlob().asByteArray());
      assertThat(decrypted(newKey, moved)).isEqualTo(made.plaintext().asByteArray());
    }
  }

  /** A key of each kind, its algorithm for KMS, and the parameters that say it. */
  record Kind(String alias, String algorithm, AlgorithmParameterSpec parameters) {
    @Override
    public String toString() {
      return algorithm;
    }
  }

  static Stream<Kind> kinds() {
    OAEPParameterSpec sha1 =
        new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
    OAEPParameterSpec sha256 =
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
    return Stream.of(
        new Kind("newer", "SYMMETRIC_DEFAULT", EnvelopeParameterSpec.builder().build()),
        new Kind(TestKms.RSA_ENCRYPTION, "RSAES_OAEP_SHA_1", sha1),
        new Kind(TestKms.RSA_ENCRYPTION, "RSAES_OAEP_SHA_256", sha256),
        new Kind(TestKms.SM2_ENCRYPTION, "SM2PKE", null));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void fromEveryKindToEveryKind(Kind from) throws Exception {
    for (Kind to : kinds().toList()) {
      try (KmsClient sdk = kms.sdk()) {
        byte[] before =
            sdk.encrypt(
                    r ->
                        r.keyId("alias/" + from.alias())
                            .encryptionAlgorithm(from.algorithm())
                            .plaintext(SdkBytes.fromByteArray(SECRET)))
                .ciphertextBlob()
                .asByteArray();
        byte[] after = target(source(from), to).reEncrypt(before);
        assertThat(
                sdk.decrypt(
                        r ->
                            r.keyId("alias/" + to.alias())
                                .encryptionAlgorithm(to.algorithm())
                                .ciphertextBlob(SdkBytes.fromByteArray(after)))
                    .plaintext()
                    .asByteArray())
            .as(from + " to " + to)
            .isEqualTo(SECRET);
      }
    }
  }

  private static KmsReEncryption.Source source(Kind from) throws Exception {
    return from.parameters() == null
        ? KmsReEncryption.from(key(from.alias()))
        : KmsReEncryption.from(key(from.alias()), from.parameters());
  }

  private static KmsReEncryption target(KmsReEncryption.Source source, Kind to) throws Exception {
    return to.parameters() == null
        ? source.to(key(to.alias()))
        : source.to(key(to.alias()), to.parameters());
  }

  /** What the platform encrypted with the public key comes to a symmetric one. */
  @Test
  void whatOthersEncryptedForUs() throws Exception {
    KmsPrivateKey exchange = (KmsPrivateKey) key(TestKms.RSA_ENCRYPTION);
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, exchange.publicKey(), exchange.oaepSpec());
    byte[] moved =
        KmsReEncryption.from(exchange, exchange.oaepSpec())
            .to(newKey.withEncryptionContext(ONE))
            .reEncrypt(cipher.doFinal(SECRET));
    assertThat(decrypted(newKey.withEncryptionContext(ONE), moved)).isEqualTo(SECRET);
  }

  @Test
  void oneForManyThreads() throws Exception {
    KmsReEncryption move = KmsReEncryption.from(oldKey).to(newKey);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<byte[]> result :
          pool.invokeAll(
              IntStream.range(0, 50)
                  .<Callable<byte[]>>mapToObj(
                      i -> () -> decrypted(newKey, move.reEncrypt(encrypted(oldKey))))
                  .toList())) {
        assertThat(result.get()).isEqualTo(SECRET);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void textsNameTheKeysOnly() throws Exception {
    KmsReEncryption.Source source = KmsReEncryption.from(oldKey.withEncryptionContext(ONE));
    assertThat(source.toString()).contains(oldKey.arn()).doesNotContain("tenant", "one");
    assertThat(source.to(newKey.withEncryptionContext(TWO)).toString())
        .contains(oldKey.arn(), newKey.arn())
        .doesNotContain("tenant", "one", "two");
  }
}
