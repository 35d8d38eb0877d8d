package io.github.kmsjca.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.kms.EncryptionTerms;
import io.github.kmsjca.internal.kms.GeneratedDataKey;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsFailure;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** GenerateDataKey, Encrypt and Decrypt: what is sent, what is refused, and what is wiped. */
class EncryptionCallsTest {
  private static final byte[] MESSAGE = "Zwiebel".getBytes(UTF_8);
  private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";
  private static final EncryptionTerms TERMS =
      new EncryptionTerms(Map.of("tenant", "one"), List.of());

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private final KmsGateway gateway = gateway(kms.provider("accounts", LocalKms.ACCOUNT));

  private static KmsGateway gateway(Provider provider) {
    return Instance.of(provider).orElseThrow().gateway();
  }

  private static KeyArn arn(String alias) {
    return KeyArn.parse(kms.arn(alias));
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 32, 1024})
  void dataKeyIsUnwrapped(int length) throws Exception {
    GeneratedDataKey key = gateway.generateDataKey(arn(TestKms.SYMMETRIC), length, TERMS);
    assertEquals(length, key.plaintext().length);
    assertArrayEquals(
        key.plaintext(),
        gateway.decrypt(arn(TestKms.SYMMETRIC), SYMMETRIC, key.ciphertext(), TERMS));
    assertEquals(2, kms.local().calls().count());
  }

  @ParameterizedTest
  @CsvSource({
    TestKms.SYMMETRIC + ", SYMMETRIC_DEFAULT",
    TestKms.RSA_ENCRYPTION + ", RSAES_OAEP_SHA_1",
    TestKms.RSA_ENCRYPTION + ", RSAES_OAEP_SHA_256",
    TestKms.SM2_ENCRYPTION + ", SM2PKE"
  })
  void roundTrip(String alias, String algorithm) throws Exception {
    EncryptionTerms terms = algorithm.equals(SYMMETRIC) ? TERMS : EncryptionTerms.NONE;
    byte[] plaintext = MESSAGE.clone();
    byte[] ciphertext = gateway.encrypt(arn(alias), algorithm, plaintext, terms);
    assertArrayEquals(MESSAGE, plaintext, "the caller's own");
    assertArrayEquals(MESSAGE, gateway.decrypt(arn(alias), algorithm, ciphertext, terms));
  }

  @Test
  void anotherContextIsAnInvalidCiphertext() throws Exception {
    byte[] ciphertext = gateway.encrypt(arn(TestKms.SYMMETRIC), SYMMETRIC, MESSAGE, TERMS);
    assertFails(
        KmsFailure.INVALID_CIPHERTEXT,
        () -> gateway.decrypt(arn(TestKms.SYMMETRIC), SYMMETRIC, ciphertext, EncryptionTerms.NONE));
  }

  @Test
  void anotherKeyIsAnInvalidCiphertext() throws Exception {
    KeyArn other = KeyArn.parse(kms.create("other", SYMMETRIC, "ENCRYPT_DECRYPT"));
    byte[] ciphertext = gateway.encrypt(arn(TestKms.SYMMETRIC), SYMMETRIC, MESSAGE, TERMS);
    assertFails(
        KmsFailure.INVALID_CIPHERTEXT, () -> gateway.decrypt(other, SYMMETRIC, ciphertext, TERMS));
  }

  @Test
  void keyOutOfScopeIsNotSent() {
    KmsGateway narrow = gateway(kms.provider("keys", kms.arn(TestKms.RSA_ENCRYPTION)));
    KeyArn key = arn(TestKms.SYMMETRIC);
    assertFails(KmsFailure.OUT_OF_SCOPE, () -> narrow.generateDataKey(key, 32, TERMS));
    assertFails(KmsFailure.OUT_OF_SCOPE, () -> narrow.encrypt(key, SYMMETRIC, MESSAGE, TERMS));
    assertFails(KmsFailure.OUT_OF_SCOPE, () -> narrow.decrypt(key, SYMMETRIC, MESSAGE, TERMS));
    assertEquals(0, kms.local().calls().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GenerateDataKey", "Encrypt", "Decrypt"})
  void answerForAnotherKeyIsRefused(String operation) throws Exception {
    KeyArn key = arn(TestKms.SYMMETRIC);
    byte[] ciphertext = gateway.encrypt(key, SYMMETRIC, MESSAGE, TERMS);
    kms.local().faults().always(operation, Fault.wrongKeyId(kms.arn("rsa-2048")));
    assertFails(
        KmsFailure.WRONG_KEY,
        () -> {
          switch (operation) {
            case "GenerateDataKey" -> gateway.generateDataKey(key, 32, TERMS);
            case "Encrypt" -> gateway.encrypt(key, SYMMETRIC, MESSAGE, TERMS);
            default -> gateway.decrypt(key, SYMMETRIC, ciphertext, TERMS);
          }
        });
  }

  /** A client that answers as it is told, and lets see what becomes of the plaintext. */
  private static KmsGateway answering(GenerateDataKeyResponse made, DecryptResponse decrypted) {
    KmsClient client =
        new KmsClient() {
          @Override
          public GenerateDataKeyResponse generateDataKey(GenerateDataKeyRequest request) {
            return made;
          }

          @Override
          public DecryptResponse decrypt(DecryptRequest request) {
            return decrypted;
          }

          @Override
          public String serviceName() {
            return "kms";
          }

          @Override
          public void close() {}
        };
    return gateway(
        KmsProvider.builder().set("accounts", LocalKms.ACCOUNT).kmsClient(() -> client).build());
  }

  private static GenerateDataKeyResponse dataKey(byte[] plaintext, String keyId, byte[] wrapped) {
    return GenerateDataKeyResponse.builder()
        .keyId(keyId)
        .plaintext(SdkBytes.fromByteArrayUnsafe(plaintext))
        .ciphertextBlob(wrapped == null ? null : SdkBytes.fromByteArray(wrapped))
        .build();
  }

  private static byte[] ones(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }

  @Test
  void sdksPlaintextIsWiped() throws Exception {
    KeyArn key = arn(TestKms.SYMMETRIC);
    byte[] made = ones(32);
    byte[] decrypted = ones(5);
    KmsGateway answering =
        answering(
            dataKey(made, key.toString(), MESSAGE),
            DecryptResponse.builder()
                .keyId(key.toString())
                .plaintext(SdkBytes.fromByteArrayUnsafe(decrypted))
                .build());
    assertArrayEquals(ones(32), answering.generateDataKey(key, 32, TERMS).plaintext());
    assertArrayEquals(new byte[32], made);
    assertArrayEquals(ones(5), answering.decrypt(key, SYMMETRIC, MESSAGE, TERMS));
    assertArrayEquals(new byte[5], decrypted);
  }

  @Test
  void refusedAnswersAreWipedAsWell() {
    KeyArn key = arn(TestKms.SYMMETRIC);
    byte[] tooLong = ones(33);
    assertThat(refused(dataKey(tooLong, key.toString(), MESSAGE), KmsFailure.INCOMPLETE_ANSWER))
        .contains("33 bytes, not 32");
    byte[] unwrapped = ones(32);
    assertThat(refused(dataKey(unwrapped, key.toString(), null), KmsFailure.INCOMPLETE_ANSWER))
        .contains("it has no CiphertextBlob");
    byte[] foreign = ones(32);
    refused(dataKey(foreign, kms.arn("rsa-2048"), MESSAGE), KmsFailure.WRONG_KEY);
    assertArrayEquals(new byte[33], tooLong);
    assertArrayEquals(new byte[32], unwrapped);
    assertArrayEquals(new byte[32], foreign);
  }

  /** It would encrypt, and anyone could decrypt. */
  @Test
  void dataKeyOfZerosIsRefused() {
    KeyArn key = arn(TestKms.SYMMETRIC);
    assertThat(
            refused(dataKey(new byte[32], key.toString(), MESSAGE), KmsFailure.INCOMPLETE_ANSWER))
        .contains(key.toString(), "zeros only");
  }

  private static String refused(GenerateDataKeyResponse answer, KmsFailure failure) {
    KmsGateway answering = answering(answer, DecryptResponse.builder().build());
    return assertFails(failure, () -> answering.generateDataKey(arn(TestKms.SYMMETRIC), 32, TERMS));
  }

  private static String assertFails(KmsFailure failure, Executable call) {
    KmsCallException e = assertThrowsExactly(KmsCallException.class, call);
    assertEquals(failure, e.failure(), e.getMessage());
    assertThat(e.getMessage()).doesNotContain("Zwiebel", "one'");
    return e.getMessage();
  }
}
