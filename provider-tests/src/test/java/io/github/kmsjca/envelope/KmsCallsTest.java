package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** KMS is called for data keys and not for messages, however many threads there are. */
class KmsCallsTest {
  private static final int MESSAGES = Boolean.getBoolean("soak") ? 1_000_000 : 100_000;
  private static final int THREADS = 32;
  private static final int MANY_THREADS = 3000;
  private static final byte[] PLAINTEXT = Party.plaintext(16);

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private Party ours;

  @BeforeEach
  void party() throws Exception {
    ours = Party.of(kms).withContext(Map.of("tenant", "a"));
    kms.local().calls().clear();
  }

  @AfterEach
  void nothingIsSlow() {
    kms.local().latency(Duration.ZERO);
    kms.local().faults().clear();
  }

  @Test
  void oneForAllMessages() throws Exception {
    Set<ByteBuffer> dataKeys = ConcurrentHashMap.newKeySet();
    Crowd.run(
        THREADS,
        thread -> {
          Cipher cipher = ours.cipher(Party.BUFFERED);
          byte[] message = {};
          for (int i = 0; i < MESSAGES / THREADS; i++) {
            cipher.init(Cipher.ENCRYPT_MODE, ours.key());
            message = cipher.doFinal(PLAINTEXT);
            dataKeys.add(Wire.dataKeyOf(message));
          }
          assertThat(ours.decrypt(message)).isEqualTo(PLAINTEXT);
        });
    assertThat(dataKeys).hasSize(1);
    kms.assertCalls(1, "GenerateDataKey");
    kms.assertCalls(1, "Decrypt");
    assertThat(kms.local().calls().all()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {Party.BUFFERED, Party.FRAMED})
  void oneForAllMessagesOfADataKeyToDecrypt(String name) throws Exception {
    byte[][] messages = new byte[100][];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = ours.encrypt(Party.plaintext(i));
    }
    Crowd.run(
        THREADS,
        thread -> {
          Cipher cipher = ours.cipher(name);
          for (int i = 0; i < 10_000 / THREADS; i++) {
            int length = (i + thread) % messages.length;
            cipher.init(Cipher.DECRYPT_MODE, ours.key());
            assertThat(cipher.doFinal(messages[length])).isEqualTo(Party.plaintext(length));
          }
        });
    kms.assertCalls(1, "GenerateDataKey");
    kms.assertCalls(1, "Decrypt");
  }

  @Test
  void oneForAllWhoMissAtOnce() throws Exception {
    Cipher[] ciphers = new Cipher[MANY_THREADS];
    for (int i = 0; i < MANY_THREADS; i++) {
      ciphers[i] = ours.encrypting(i % 2 == 0 ? Party.BUFFERED : Party.FRAMED);
    }
    kms.local().latency(Duration.ofMillis(500));
    Set<ByteBuffer> dataKeys = ConcurrentHashMap.newKeySet();
    Crowd.run(
        MANY_THREADS, thread -> dataKeys.add(Wire.dataKeyOf(ciphers[thread].doFinal(PLAINTEXT))));
    assertThat(dataKeys).hasSize(1);
    kms.assertCalls(1, "GenerateDataKey");
  }

  @Test
  void oneForAllWhoMissAtOnceToDecrypt() throws Exception {
    byte[] message = ours.encrypt(PLAINTEXT);
    Cipher[] ciphers = new Cipher[MANY_THREADS];
    for (int i = 0; i < MANY_THREADS; i++) {
      ciphers[i] = ours.decrypting(i % 2 == 0 ? Party.BUFFERED : Party.FRAMED);
    }
    kms.local().latency(Duration.ofMillis(500));
    Crowd.run(
        MANY_THREADS, thread -> assertThat(ciphers[thread].doFinal(message)).isEqualTo(PLAINTEXT));
    kms.assertCalls(1, "Decrypt");
  }

  /** Who waited for the call shares its failure; who comes later makes a call of their own. */
  @Test
  void oneFailureForAllWhoMissAtOnce() throws Exception {
    Party impatient = Party.of(kms, "maxAttempts", "1");
    kms.local().calls().clear();
    kms.local().latency(Duration.ofSeconds(1));
    kms.local().faults().next("GenerateDataKey", Fault.internalError());
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    Crowd.run(THREADS, thread -> impatient.encrypt(PLAINTEXT), failures);
    assertThat(failures)
        .hasSize(THREADS)
        .allSatisfy(
            e ->
                assertThat(e)
                    .isExactlyInstanceOf(ProviderException.class)
                    .hasMessageContaining("GenerateDataKey")
                    .hasMessageContaining(ours.arn()))
        .doesNotHaveDuplicates();
    kms.assertCalls(1, "GenerateDataKey");
    assertThat(impatient.decrypt(impatient.encrypt(PLAINTEXT))).isEqualTo(PLAINTEXT);
  }
}
