package io.github.kmsjca.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionContextsTest {

  @Test
  void emptyIsNoByteAtAll() throws MalformedMessageException {
    assertThat(EncryptionContexts.encode(Map.of())).isEmpty();
    assertThat(EncryptionContexts.decode(new byte[0])).isEmpty();
  }

  @Test
  void pairsFollowTheOrderOfTheirBytes() throws MalformedMessageException {
    // In UTF-16 the second comes first: a surrogate is less than U+FFFD.
    Map<String, String> context = Map.of("\uFFFD", "1", "\uD83D\uDD11", "2", "a", "3");
    byte[] encoded = EncryptionContexts.encode(context);
    assertThat(HexFormat.of().formatHex(encoded))
        .isEqualTo("0003" + "000161000133" + "0003efbfbd000131" + "0004f09f9491000132");
    assertThat(EncryptionContexts.decode(encoded)).isEqualTo(context);
  }

  @Test
  void anyOrderIsRead() throws MalformedMessageException {
    byte[] encoded = HexFormat.of().parseHex("0002" + "000162000131" + "000161000132");
    assertThat(EncryptionContexts.decode(encoded))
        .containsExactly(Map.entry("b", "1"), Map.entry("a", "2"));
  }

  @ParameterizedTest
  @CsvSource({
    "0000, has no bytes",
    "00, cut off",
    "0001, cut off",
    "00010001, cut off",
    "0001000161, cut off",
    "00010001610002, cut off",
    "000100016100016200, left over",
    "0002000161000131000161000132, twice",
    "00010001ff000131, UTF-8",
    "00010003eda080000131, UTF-8",
    "00010002c080000131, UTF-8",
  })
  void whatIsNoContextIsRefused(String hex, String why) {
    byte[] encoded = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> EncryptionContexts.decode(encoded))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(why);
  }

  /** A length that promises 64 KiB allocates nothing. */
  @Test
  void lengthsAreNotBelieved() {
    byte[] encoded = HexFormat.of().parseHex("ffffffff");
    assertThatThrownBy(() -> EncryptionContexts.decode(encoded)).hasMessageContaining("cut off");
  }

  @Test
  void whatOthersCannotReadIsNotWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionContexts.encode(Map.of("", "x")))
        .withMessageContaining("empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionContexts.encode(Map.of("x", "")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionContexts.encode(Map.of("x", "\uD83D")))
        .withMessageContaining("Unicode");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionContexts.encode(Map.of("x", "y".repeat(32762))))
        .withMessageContaining("longer than 32767 bytes");
    assertThat(EncryptionContexts.encode(Map.of("x", "y".repeat(32760)))).hasSize(32767);
  }

  @Test
  void valuesAreNotToldByErrors() {
    Map<String, String> context = new LinkedHashMap<>();
    context.put("patient", "secret\uD83D");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptionContexts.encode(context))
        .withMessageNotContaining("secret")
        .withMessageNotContaining("patient");
  }

  @Test
  void decodedContextIsFixed() throws MalformedMessageException {
    byte[] encoded = EncryptionContexts.encode(Map.of("a", "b"));
    Map<String, String> context = EncryptionContexts.decode(encoded);
    Arrays.fill(encoded, (byte) 0);
    assertThat(context).containsExactly(Map.entry("a", "b"));
    assertThatThrownBy(() -> context.put("c", "d"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
