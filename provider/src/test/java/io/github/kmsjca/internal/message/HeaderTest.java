package io.github.kmsjca.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
  private static final MessageLimits LIMITS = MessageLimits.DEFAULT;
  private static final Map<String, String> CONTEXT =
      Map.of("tenant", "a", "Zürich", "\uD83D\uDD11");

  private static MessageHeader read(byte[] header) throws MalformedMessageException {
    return HeaderReader.read(header, LIMITS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void whatIsWrittenIsRead(int keyCount) throws MalformedMessageException {
    Random random = new Random(keyCount);
    List<EncryptedDataKey> keys = Messages.dataKeys(random, keyCount);
    byte[] header = Messages.version2(random, CONTEXT, keys, 4096);
    MessageHeader read = read(header);
    assertThat(read.suite()).isEqualTo(Messages.SUITE_2);
    assertThat(read.context()).isEqualTo(CONTEXT);
    assertThat(read.dataKeys()).isEqualTo(keys);
    assertThat(read.frameLength()).isEqualTo(4096);
    assertThat(read.isFramed()).isTrue();
    assertThat(read.iv()).isEqualTo(new byte[12]);
    assertThat(Messages.concat(Messages.body(read), read.tag())).isEqualTo(header);
    byte[] again =
        Messages.body(
            read.suite(),
            read.messageId(),
            EncryptionContexts.encode(read.context()),
            read.dataKeys(),
            read.frameLength(),
            read.commitment());
    assertThat(again).isEqualTo(Messages.body(read));
  }

  /** As it would come through updates of one byte. */
  @Test
  void saysHowMuchItNeeds() throws MalformedMessageException {
    Random random = new Random(1);
    byte[] header = Messages.version2(random, CONTEXT, Messages.dataKeys(random, 3), 4096);
    byte[] message = Messages.concat(header, new byte[100]);
    for (int arrived = 0; arrived < message.length; arrived++) {
      ByteBuffer start = ByteBuffer.wrap(message, 0, arrived);
      int required = HeaderReader.requiredLength(start, LIMITS);
      assertThat(start.position()).isZero();
      if (arrived < header.length) {
        assertThat(required).isGreaterThan(arrived).isLessThanOrEqualTo(header.length);
      } else {
        assertThat(required).isEqualTo(header.length);
      }
    }
  }

  @Test
  void readsFromTheMiddleOfABuffer() throws MalformedMessageException {
    Random random = new Random(2);
    byte[] header = Messages.version2(random, Map.of(), Messages.dataKeys(random, 1), 1);
    ByteBuffer buffer = ByteBuffer.wrap(Messages.concat(new byte[7], header)).position(7);
    assertThat(HeaderReader.requiredLength(buffer, LIMITS)).isEqualTo(header.length);
  }

  @Test
  void everyOtherLengthIsRefused() {
    Random random = new Random(3);
    byte[] header = Messages.version2(random, CONTEXT, Messages.dataKeys(random, 2), 4096);
    for (int length = 0; length <= header.length + 1; length++) {
      byte[] other = Arrays.copyOf(header, length);
      if (length != header.length) {
        assertThatThrownBy(() -> read(other)).isInstanceOf(MalformedMessageException.class);
      }
    }
  }

  /** Never another exception; and if it is read, then as what it is, so that the tag will tell. */
  @Test
  void everyFlippedBitIsRefusedOrShows() {
    Random random = new Random(4);
    byte[] header = Messages.version2(random, CONTEXT, Messages.dataKeys(random, 2), 4096);
    for (int bit = 0; bit < 8 * header.length; bit++) {
      byte[] flipped = header.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        MessageHeader read = read(flipped);
        assertThat(Messages.concat(Messages.body(read), read.tag())).isEqualTo(flipped);
      } catch (MalformedMessageException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void anyBytesAreRefusedOrRead() {
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = Messages.bytes(random, random.nextInt(300));
      if (bytes.length > 3 && i % 2 == 0) {
        bytes[0] = (byte) (1 + i / 2 % 2);
      }
      try {
        read(bytes);
      } catch (MalformedMessageException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void version1IsRead() throws MalformedMessageException {
    byte[] header = Messages.version1(0x80, 0x0178, 2, 0, 12, 4096);
    MessageHeader read = read(header);
    assertThat(read.suite()).isEqualTo(Messages.SUITE_1);
    assertThat(read.messageId()).hasSize(16);
    assertThat(read.commitment()).isEmpty();
    assertThat(read.context()).isEmpty();
    assertThat(read.dataKeys())
        .containsExactly(new EncryptedDataKey("p", new byte[] {'i'}, new byte[] {'c'}));
    assertThat(Messages.body(read)).hasSize(header.length - 28);
    assertThat(read(Messages.version1(0x80, 0x0178, 1, 0, 12, 0)).isFramed()).isFalse();
  }

  /** Type, suite, content type, reserved, IV length, frame length: each is what it has to be. */
  @ParameterizedTest
  @CsvSource({
    "0x81, 0x0178, 2, 0, 12, 1, type is unknown",
    "0x80, 0x0478, 2, 0, 12, 1, suite 0x0478 in a header of version 1",
    "0x80, 0x6701, 2, 0, 12, 1, suite 0x6701 in a header of version 1",
    "0x80, 0x0178, 3, 0, 12, 1, do not agree",
    "0x80, 0x0178, 1, 0, 12, 1, do not agree",
    "0x80, 0x0178, 2, 0, 12, 0, do not agree",
    "0x80, 0x0178, 2, 1, 12, 1, reserved",
    "0x80, 0x0178, 2, 0, 13, 1, IV length",
    "0x80, 0x0178, 2, 0, 12, 16777217, the limit is 16777216",
    "0x80, 0x0178, 2, 0, 12, -1, frames of 4294967295 bytes",
  })
  void version1IsReadStrictly(
      String type, String suite, int content, int reserved, int iv, int frame, String why) {
    byte[] header =
        Messages.version1(
            Integer.decode(type), Integer.decode(suite), content, reserved, iv, frame);
    assertThatThrownBy(() -> read(header))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(why);
  }

  @Test
  void suiteOfVersion1InVersion2IsRefused() {
    Random random = new Random(6);
    byte[] header = Messages.version2(random, Map.of(), Messages.dataKeys(random, 1), 1);
    header[1] = 0x01;
    assertThatThrownBy(() -> read(header))
        .hasMessageContaining("suite 0x0178 in a header of version 2");
  }

  @Test
  void whatIsNoMessageIsCalledSo() {
    Random random = new Random(7);
    byte[] header = Messages.version2(random, Map.of(), Messages.dataKeys(random, 1), 1);
    byte[] base64 = Base64.getEncoder().encode(header);
    assertThatThrownBy(() -> read(base64)).hasMessageContaining("Base64");
    assertThatThrownBy(() -> read("plain text".getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("not a message of the AWS Encryption SDK");
  }

  /** A hostile header is refused by its first bytes: nothing behind them need exist. */
  @Test
  void limitsHoldBeforeTheBytesArrive() {
    ByteBuffer keys = ByteBuffer.allocate(39).put(0, (byte) 2).putShort(37, (short) 0xffff);
    assertThatThrownBy(() -> HeaderReader.requiredLength(keys, LIMITS))
        .hasMessageContaining("65535 encrypted data keys, not 1 to 10");
    ByteBuffer none = ByteBuffer.allocate(39).put(0, (byte) 2);
    assertThatThrownBy(() -> HeaderReader.requiredLength(none, LIMITS))
        .hasMessageContaining("0 encrypted data keys");
    ByteBuffer context = ByteBuffer.allocate(37).put(0, (byte) 2).putShort(35, (short) 0xffff);
    assertThatThrownBy(() -> HeaderReader.requiredLength(context, LIMITS))
        .hasMessageContaining("longer than 65536 bytes");
  }

  @Test
  void limitsAreTheCallers() {
    Random random = new Random(8);
    byte[] header = Messages.version2(random, Map.of(), Messages.dataKeys(random, 3), 4096);
    for (MessageLimits limits :
        List.of(
            new MessageLimits(2, 1 << 16, 4096, 0),
            new MessageLimits(3, header.length - 1, 4096, 0),
            new MessageLimits(3, header.length, 4095, 0))) {
      assertThatThrownBy(() -> HeaderReader.read(header, limits))
          .isInstanceOf(MalformedMessageException.class);
    }
    assertThat(new MessageLimits(3, header.length, 4096, 0))
        .satisfies(limits -> HeaderReader.read(header, limits));
  }

  @Test
  void onlyWholePartsAreWritten() {
    Random random = new Random(9);
    List<EncryptedDataKey> key = Messages.dataKeys(random, 1);
    byte[] id = new byte[32];
    MessageSuite suite = Messages.SUITE_2;
    byte[] none = {};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Messages.body(Messages.SUITE_1, id, none, key, 1, id));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Messages.body(suite, new byte[16], none, key, 1, id));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Messages.body(suite, id, new byte[65536], key, 1, id));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Messages.body(suite, id, none, List.of(), 1, id));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Messages.body(suite, id, none, key, 0, id));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Messages.body(suite, id, none, key, 1, none));
    List<EncryptedDataKey> huge = List.of(new EncryptedDataKey("p", none, new byte[65536]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Messages.body(suite, id, none, huge, 1, id));
  }

  @Test
  void tellsNoContent() throws MalformedMessageException {
    Random random = new Random(10);
    byte[] header = Messages.version2(random, CONTEXT, Messages.dataKeys(random, 1), 4096);
    assertThat(read(header).toString())
        .isEqualTo("AES_256_GCM_HKDF_SHA512_COMMIT_KEY, 1 data keys, frames of 4096");
  }
}
