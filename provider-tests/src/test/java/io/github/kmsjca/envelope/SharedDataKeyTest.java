package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which messages share a data key, and which must not. */
class SharedDataKeyTest {
  private static final byte[] PLAINTEXT = Party.plaintext(100);
  private static final int ROUNDS = 3;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private Party ours;

  @BeforeEach
  void party() throws Exception {
    ours = Party.of(kms);
    kms.local().calls().clear();
  }

  /** What only one could open is never under a data key that two can unwrap. */
  @Test
  void recipientsDoNotMix() throws Exception {
    KmsSecretKey second = key();
    KmsSecretKey third = key();
    List<List<KmsSecretKey>> rows =
        List.of(
            List.of(),
            List.of(second),
            List.of(third),
            List.of(second, third),
            List.of(third, second));
    kms.local().calls().clear();
    Set<ByteBuffer> dataKeys = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (List<KmsSecretKey> further : rows) {
        EnvelopeParameterSpec.Builder spec = EnvelopeParameterSpec.builder();
        further.forEach(spec::recipient);
        byte[] message = ours.encrypt(PLAINTEXT, spec.build());
        assertThat(Wire.of(message).keys())
            .startsWith(ours.arn())
            .hasSize(1 + further.size())
            .endsWith(further.stream().map(KmsSecretKey::arn).toArray(String[]::new));
        dataKeys.add(Wire.dataKeyOf(message));
      }
    }
    assertThat(dataKeys).hasSameSizeAs(rows);
    kms.assertCalls(rows.size(), "GenerateDataKey");
    kms.assertCalls(1 + 1 + 2 + 2, "Encrypt");
  }

  @Test
  void oneKeyTwiceIsOneRecipient() throws Exception {
    KmsSecretKey second = key();
    kms.local().calls().clear();
    byte[] message =
        ours.encrypt(
            PLAINTEXT,
            EnvelopeParameterSpec.builder()
                .recipient(ours.key())
                .recipient(second)
                .recipient(second)
                .build());
    assertThat(Wire.of(message).keys()).containsExactly(ours.arn(), second.arn());
    kms.assertCalls(1, "Encrypt");
  }

  @Test
  void contextsDoNotMix() throws Exception {
    List<Map<String, String>> contexts =
        List.of(
            Map.of(),
            Map.of("tenant", "a"),
            Map.of("tenant", "b"),
            Map.of("a", "tenant"),
            Map.of("tenant", "a", "table", "t"),
            Map.of("tenantat", "ablet"));
    Set<ByteBuffer> dataKeys = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map<String, String> context : contexts) {
        dataKeys.add(Wire.dataKeyOf(ours.withContext(context).encrypt(PLAINTEXT)));
      }
    }
    assertThat(dataKeys).hasSameSizeAs(contexts);
    kms.assertCalls(contexts.size(), "GenerateDataKey");
  }

  /** Whether the handle has it or the parameters, it is the same context. */
  @Test
  void oneContextIsOneWhereverItIsGiven() throws Exception {
    Map<String, String> context = Map.of("tenant", "a", "table", "t");
    ours.withContext(context).encrypt(PLAINTEXT);
    ours.encrypt(PLAINTEXT, EnvelopeParameterSpec.builder().encryptionContext(context).build());
    ours.withContext(Map.of("table", "t"))
        .encrypt(
            PLAINTEXT,
            EnvelopeParameterSpec.builder().encryptionContext(Map.of("tenant", "a")).build());
    kms.assertCalls(1, "GenerateDataKey");
  }

  /** The local KMS takes no grant token, which shows that one was sent. */
  @Test
  void grantTokensDoNotMix() throws Exception {
    byte[] message = ours.encrypt(PLAINTEXT);
    ours.decrypt(message);
    EnvelopeParameterSpec spec = EnvelopeParameterSpec.builder().grantToken("no grant").build();
    kms.local().calls().clear();
    assertThatThrownBy(() -> ours.encrypt(PLAINTEXT, spec))
        .isExactlyInstanceOf(ProviderException.class)
        .hasMessageContaining("GenerateDataKey")
        .hasMessageNotContaining("no grant");
    assertThatThrownBy(() -> ours.decrypt(Party.BUFFERED, message, spec))
        .isExactlyInstanceOf(ProviderException.class)
        .hasMessageContaining("Decrypt")
        .hasMessageNotContaining("no grant");
    kms.assertCalls(1, "GenerateDataKey");
    kms.assertCalls(1, "Decrypt");
    ours.encrypt(PLAINTEXT);
    ours.decrypt(message);
    assertThat(kms.local().calls().all()).hasSize(2);
  }

  @Test
  void providersDoNotMix() throws Exception {
    Party other = Party.of(kms);
    kms.local().calls().clear();
    byte[] message = ours.encrypt(PLAINTEXT);
    assertThat(Wire.dataKeyOf(other.encrypt(PLAINTEXT))).isNotEqualTo(Wire.dataKeyOf(message));
    kms.assertCalls(2, "GenerateDataKey");
    ours.decrypt(message);
    other.decrypt(message);
    kms.assertCalls(2, "Decrypt");
  }

  @Test
  void withoutCacheEveryMessageHasItsOwn() throws Exception {
    Party plain = Party.of(kms, "dataKey.cache", "false");
    kms.local().calls().clear();
    Set<ByteBuffer> dataKeys = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      byte[] message = plain.encrypt(PLAINTEXT);
      dataKeys.add(Wire.dataKeyOf(message));
      assertThat(plain.decrypt(message)).isEqualTo(PLAINTEXT);
    }
    assertThat(dataKeys).hasSize(20);
    kms.assertCalls(20, "GenerateDataKey");
    kms.assertCalls(20, "Decrypt");
  }

  private KmsSecretKey key() throws Exception {
    return ours.with(kms.local().createKey(TestKms.REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"))
        .key();
  }
}
