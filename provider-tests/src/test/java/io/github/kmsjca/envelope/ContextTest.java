package io.github.kmsjca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.testkit.TestKms;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Encryption contexts mean the same to the AWS Encryption SDK, to KMS and here. */
class ContextTest {
  private static final byte[] PLAINTEXT = "a message".getBytes(StandardCharsets.UTF_8);

  /** Contexts that somebody might write down in another way. */
  enum Row {
    NONE(Map.of()),
    ONE(Map.of("tenant", "a")),
    PREFIXES(Map.of("a", "1", "ab", "2", "a-", "3", "A", "4", "B", "5")),
    NOT_ASCII(Map.of("Mandant", "Müller", "Währung", "€", "キー", "値", "ключ", "значение")),
    /** In the order of UTF-16 the first of these two keys is the last. */
    SUPPLEMENTARY(Map.of("\uFF5E wave", "1", "\uD83D\uDE00 face", "2", "z", "3")),
    SUPPLEMENTARY_ONLY(Map.of("\uD83D\uDE00", "\uD83D\uDE01", "\uD83D\uDE01", "\uD83D\uDE00")),
    /** Two ways to write one character stay two keys. */
    NOT_NORMALISED(Map.of("e\u0301", "1", "\u00E9", "2")),
    CONTROLS(Map.of("\u0000", "\u0001", "\n", "\t", " ", " ", "\u007F", "\u0080")),
    MANY(many()),
    LONG(Map.of("k".repeat(300), "v".repeat(6000)));

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> context;

    Row(Map<String, String> context) {
      this.context = context;
    }

    private static Map<String, String> many() {
      Map<String, String> many = new HashMap<>();
      for (int i = 0; i < 150; i++) {
        many.put("key " + i, "value " + i);
      }
      return Map.copyOf(many);
    }
  }

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  private static Sdk sdk;
  private static Party ours;

  @BeforeAll
  static void parties() throws Exception {
    sdk = new Sdk(kms);
    ours = Party.of(kms);
  }

  @ParameterizedTest
  @EnumSource
  void areWrittenAsTheyWriteThem(Row row) throws Exception {
    byte[] message = ours.withContext(row.context).encrypt(PLAINTEXT);
    byte[] theirs = sdk.encrypt(ours.arn(), row.context, PLAINTEXT);
    assertThat(Wire.of(message).context()).isEqualTo(Wire.of(theirs).context());
    assertThat(sdk.decrypt(ours.arn(), row.context, message)).isEqualTo(PLAINTEXT);
    assertThat(sdk.decrypt(ours.arn(), Map.of(), message)).isEqualTo(PLAINTEXT);
  }

  @ParameterizedTest
  @EnumSource
  void ofTheirMessagesAreReadAndExpected(Row row) throws Exception {
    byte[] message = sdk.encrypt(ours.arn(), row.context, PLAINTEXT);
    EnvelopeParameterSpec expected =
        EnvelopeParameterSpec.builder().encryptionContext(row.context).build();
    for (String name : Party.NAMES) {
      assertThat(ours.decrypt(name, message)).isEqualTo(PLAINTEXT);
      assertThat(ours.withContext(row.context).decrypt(name, message)).isEqualTo(PLAINTEXT);
      assertThat(ours.decrypt(name, message, expected)).isEqualTo(PLAINTEXT);
    }
  }

  /** A signed message has a pair of the SDK's own in its context, among the caller's. */
  @ParameterizedTest
  @EnumSource
  void ofSignedMessagesAreReadAndExpected(Row row) throws Exception {
    byte[] message =
        sdk.encrypt(
            CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384,
            Sdk.FRAME,
            List.of(ours.arn()),
            row.context,
            PLAINTEXT);
    assertThat(ours.withContext(row.context).decrypt(message)).isEqualTo(PLAINTEXT);
  }

  @Test
  void oneOfManyPairsMayBeExpected() throws Exception {
    byte[] message = sdk.encrypt(ours.arn(), Row.MANY.context, PLAINTEXT);
    assertThat(ours.withContext(Map.of("key 7", "value 7")).decrypt(message)).isEqualTo(PLAINTEXT);
    assertThatThrownBy(() -> ours.withContext(Map.of("key 7", "value 8")).decrypt(message))
        .isExactlyInstanceOf(AEADBadTagException.class)
        .hasMessageContaining("differs at 'key 7'")
        .hasMessageNotContaining("value");
  }

  @Test
  void similarTextsAreNotTheSame() throws Exception {
    byte[] message = sdk.encrypt(ours.arn(), Map.of("\u00E9", "1"), PLAINTEXT);
    assertThatThrownBy(() -> ours.withContext(Map.of("e\u0301", "1")).decrypt(message))
        .isExactlyInstanceOf(AEADBadTagException.class);
  }
}
