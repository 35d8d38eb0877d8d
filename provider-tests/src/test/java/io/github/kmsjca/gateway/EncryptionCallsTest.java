package io.github.kmsjca.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.EncryptionAlgorithm;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.Purpose;
import io.github.kmsjca.internal.kms.call.Decrypt;
import io.github.kmsjca.internal.kms.call.Encrypt;
import io.github.kmsjca.internal.kms.call.GenerateDataKey;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsFailure;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.util.Arrays;
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
  private static final Map<String, String> CONTEXT = Map.of("tenant", "one");

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  private final KmsGateway gateway = gateway(kms.provider("accounts", LocalKms.ACCOUNT));

  private static KmsGateway gateway(Provider provider) {
    return Instance.of(provider).orElseThrow().gateway();
  }

  private static KeyUse key(String alias) {
    return KeyUse.of(KeyArn.parse(kms.arn(alias)));
  }

  private static GenerateDataKey dataKey(KeyUse key, int length) {
    return new GenerateDataKey(key, length, CONTEXT, Purpose.DIRECT);
  }

  private static Encrypt encryption(KeyUse key) {
    return Encrypt.symmetric(key, MESSAGE, CONTEXT, Purpose.DIRECT);
  }

  private static Decrypt decryption(KeyUse key, byte[] ciphertext) {
    return decryption(key, ciphertext, CONTEXT);
  }

  private static Decrypt decryption(KeyUse key, byte[] ciphertext, Map<String, String> context) {
    return Decrypt.symmetric(key, ciphertext, context, Purpose.DIRECT);
  }

  @AfterEach
  void nothingGoesWrong() {
    kms.local().faults().clear();
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 32, 1024})
  void dataKeyIsUnwrapped(int length) throws Exception {
    GenerateDataKey.Generated key = gateway.perform(dataKey(key(TestKms.SYMMETRIC), length));
    assertEquals(length, key.plaintext().length);
    assertArrayEquals(
        key.plaintext(), gateway.perform(decryption(key(TestKms.SYMMETRIC), key.ciphertext())));
    assertEquals(2, kms.local().calls().count());
  }

  @ParameterizedTest
  @CsvSource({
    TestKms.RSA_ENCRYPTION + ", RSAES_OAEP_SHA_1",
    TestKms.RSA_ENCRYPTION + ", RSAES_OAEP_SHA_256",
    TestKms.SM2_ENCRYPTION + ", SM2PKE"
  })
  void roundTrip(String alias, EncryptionAlgorithm algorithm) throws Exception {
    byte[] plaintext = MESSAGE.clone();
    byte[] ciphertext = gateway.perform(Encrypt.asymmetric(key(alias), algorithm, plaintext));
    assertArrayEquals(MESSAGE, plaintext, "the caller's own");
    assertArrayEquals(
        MESSAGE, gateway.perform(Decrypt.asymmetric(key(alias), algorithm, ciphertext)));
  }

  @Test
  void roundTripWithASymmetricKey() throws Exception {
    KeyUse key = key(TestKms.SYMMETRIC);
    byte[] plaintext = MESSAGE.clone();
    byte[] ciphertext = gateway.perform(Encrypt.symmetric(key, plaintext, CONTEXT, Purpose.DIRECT));
    assertArrayEquals(MESSAGE, plaintext, "the caller's own");
    assertArrayEquals(MESSAGE, gateway.perform(decryption(key, ciphertext)));
  }

  @Test
  void anotherContextIsAnInvalidCiphertext() throws Exception {
    byte[] ciphertext = gateway.perform(encryption(key(TestKms.SYMMETRIC)));
    assertFails(
        KmsFailure.INVALID_CIPHERTEXT,
        () -> gateway.perform(decryption(key(TestKms.SYMMETRIC), ciphertext, Map.of())));
  }

  @Test
  void anotherKeyIsAnInvalidCiphertext() throws Exception {
    KeyUse other =
        KeyUse.of(KeyArn.parse(kms.create("other", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")));
    byte[] ciphertext = gateway.perform(encryption(key(TestKms.SYMMETRIC)));
    assertFails(
        KmsFailure.INVALID_CIPHERTEXT, () -> gateway.perform(decryption(other, ciphertext)));
  }

  @Test
  void keyOutOfScopeIsNotSent() {
    KmsGateway narrow = gateway(kms.provider("keys", kms.arn(TestKms.RSA_ENCRYPTION)));
    KeyUse key = key(TestKms.SYMMETRIC);
    assertFails(KmsFailure.OUT_OF_SCOPE, () -> narrow.perform(dataKey(key, 32)));
    assertFails(KmsFailure.OUT_OF_SCOPE, () -> narrow.perform(encryption(key)));
    assertFails(KmsFailure.OUT_OF_SCOPE, () -> narrow.perform(decryption(key, MESSAGE)));
    assertEquals(0, kms.local().calls().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GenerateDataKey", "Encrypt", "Decrypt"})
  void answerForAnotherKeyIsRefused(String operation) throws Exception {
    KeyUse key = key(TestKms.SYMMETRIC);
    byte[] ciphertext = gateway.perform(encryption(key));
    kms.local().faults().always(operation, Fault.wrongKeyId(kms.arn("rsa-2048")));
    assertFails(
        KmsFailure.WRONG_KEY,
        () -> {
          switch (operation) {
            case "GenerateDataKey" -> gateway.perform(dataKey(key, 32));
            case "Encrypt" -> gateway.perform(encryption(key));
            default -> gateway.perform(decryption(key, ciphertext));
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
    KeyUse key = key(TestKms.SYMMETRIC);
    byte[] made = ones(32);
    byte[] decrypted = ones(5);
    KmsGateway answering =
        answering(
            dataKey(made, key.arn().toString(), MESSAGE),
            DecryptResponse.builder()
                .keyId(key.arn().toString())
                .plaintext(SdkBytes.fromByteArrayUnsafe(decrypted))
                .build());
    assertArrayEquals(ones(32), answering.perform(dataKey(key, 32)).plaintext());
    assertArrayEquals(new byte[32], made);
    assertArrayEquals(ones(5), answering.perform(decryption(key, MESSAGE)));
    assertArrayEquals(new byte[5], decrypted);
  }

  @Test
  void refusedAnswersAreWipedAsWell() {
    KeyUse key = key(TestKms.SYMMETRIC);
    byte[] tooLong = ones(33);
    assertThat(
            refused(dataKey(tooLong, key.arn().toString(), MESSAGE), KmsFailure.INCOMPLETE_ANSWER))
        .contains("33 bytes, not 32");
    byte[] unwrapped = ones(32);
    assertThat(
            refused(dataKey(unwrapped, key.arn().toString(), null), KmsFailure.INCOMPLETE_ANSWER))
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
    KeyUse key = key(TestKms.SYMMETRIC);
    assertThat(
            refused(
                dataKey(new byte[32], key.arn().toString(), MESSAGE), KmsFailure.INCOMPLETE_ANSWER))
        .contains(key.arn().toString(), "zeros only");
  }

  private static String refused(GenerateDataKeyResponse answer, KmsFailure failure) {
    KmsGateway answering = answering(answer, DecryptResponse.builder().build());
    return assertFails(failure, () -> answering.perform(dataKey(key(TestKms.SYMMETRIC), 32)));
  }

  private static String assertFails(KmsFailure failure, Executable call) {
    KmsCallException e = assertThrowsExactly(KmsCallException.class, call);
    assertEquals(failure, e.failure(), e.getMessage());
    assertThat(e.getMessage()).doesNotContain("Zwiebel", "one'");
    return e.getMessage();
  }
}
