package io.github.kmsjca.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncryptionContextRulesTest {
  private static final String SECRET = "Zwiebel";
  private static final String HALF = SECRET + "\ud83d";
  private static final String EMOJI = "\ud83d\ude00";

  static Stream<Map<String, String>> right() {
    return Stream.of(
        Map.of(),
        Map.of("a", "b", "c", "b"),
        Map.of("Ä " + EMOJI, "\u0000\n"),
        Map.of("aws:s3:arn", "x", "AWS-CRYPTO-x", "y", "aws-crypto", "z"),
        Map.of("jca-aad-sha384x", "x", "JCA-AAD-SHA384", "y"),
        Map.of("k", "v".repeat(8191)),
        // Four bytes each, as two chars.
        Map.of("k".repeat(4), EMOJI.repeat(2047)));
  }

  @ParameterizedTest
  @MethodSource("right")
  void isTaken(Map<String, String> context) {
    assertThat(KmsSecretKey.checkedContext(context)).isEqualTo(context).isUnmodifiable();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(Map.of("", SECRET), "an empty key"),
        Arguments.of(Map.of("name", ""), "an empty value for the key 'name'"),
        Arguments.of(Map.of("name", HALF), "no valid Unicode, for the key 'name'"),
        Arguments.of(Map.of(HALF, SECRET), "a key that is no valid Unicode"),
        Arguments.of(Map.of("aws-crypto-", SECRET), "the reserved key 'aws-crypto-'"),
        Arguments.of(Map.of("aws-crypto-public-key", SECRET), "'aws-crypto-public-key'"),
        Arguments.of(Map.of("jca-aad-sha384", SECRET), "the reserved key 'jca-aad-sha384'"),
        Arguments.of(Map.of("k", SECRET + "v".repeat(8185)), "8193 bytes"),
        Arguments.of(Map.of("k", SECRET + "v".repeat(4000), "l", "v".repeat(4184)), "8193 bytes"),
        Arguments.of(Map.of("k".repeat(5), EMOJI.repeat(2047)), "8193 bytes"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void isRefusedByItsKey(Map<String, String> context, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KmsSecretKey.checkedContext(context))
        .withMessageStartingWith("the encryption context has ")
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
  }

  @Test
  void nullIsRefused() {
    Map<String, String> noValue = Collections.singletonMap("name", null);
    assertThatNullPointerException().isThrownBy(() -> KmsSecretKey.checkedContext(noValue));
    Map<String, String> noKey = Collections.singletonMap(null, "value");
    assertThatNullPointerException().isThrownBy(() -> KmsSecretKey.checkedContext(noKey));
  }

  @Test
  void laterChangesDoNotCount() {
    Map<String, String> context = new HashMap<>(Map.of("a", "b"));
    Map<String, String> checked = KmsSecretKey.checkedContext(context);
    context.put("aws-crypto-x", "y");
    assertThat(checked).containsOnlyKeys("a");
  }
}
