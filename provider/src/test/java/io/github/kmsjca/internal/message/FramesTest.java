package io.github.kmsjca.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

  @Test
  void headsAreAsTheFormatHasThem() {
    ByteBuffer out = ByteBuffer.allocate(Frames.HEAD_LENGTH + Frames.FINAL_HEAD_LENGTH);
    Frames.putHead(out, 1);
    Frames.putFinalHead(out, 2, 5);
    assertThat(HexFormat.of().formatHex(out.array()))
        .isEqualTo(
            "00000001"
                + "000000000000000000000001"
                + "ffffffff"
                + "00000002"
                + "000000000000000000000002"
                + "00000005");
    assertThat(HexFormat.of().formatHex(Frames.iv(0xfffffffe)))
        .isEqualTo("0000000000000000fffffffe");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 0x7fffffff, 0x80000000, 0xfffffffe})
  void headsAreReadBack(int sequence) throws MalformedMessageException {
    ByteBuffer bytes = ByteBuffer.allocate(Frames.HEAD_LENGTH);
    Frames.putHead(bytes, sequence);
    bytes.flip();
    assertThat(Frames.headLength(bytes)).isEqualTo(Frames.HEAD_LENGTH);
    Frames.Head head = Frames.readHead(bytes, sequence, 4096);
    assertThat(head.part()).isEqualTo(BodyPart.FRAME);
    assertThat(head.length()).isEqualTo(4096);
    assertThat(head.iv()).isEqualTo(Frames.iv(sequence));
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096})
  void lastHeadIsReadBack(int length) throws MalformedMessageException {
    ByteBuffer bytes = ByteBuffer.allocate(Frames.FINAL_HEAD_LENGTH);
    Frames.putFinalHead(bytes, 7, length);
    bytes.flip();
    assertThat(Frames.headLength(bytes)).isEqualTo(Frames.FINAL_HEAD_LENGTH);
    Frames.Head head = Frames.readHead(bytes, 7, 4096);
    assertThat(head.part()).isEqualTo(BodyPart.FINAL_FRAME);
    assertThat(head.length()).isEqualTo(length);
  }

  @Test
  void ivIsTakenAsItStands() throws MalformedMessageException {
    byte[] bytes = HexFormat.of().parseHex("00000001" + "ffffffffffffffff00000001");
    assertThat(Frames.readHead(ByteBuffer.wrap(bytes), 1, 10).iv())
        .isEqualTo(HexFormat.of().parseHex("ffffffffffffffff00000001"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000003" + "000000000000000000000003", // one too far
        "00000001" + "000000000000000000000001", // once more
        "ffffffff" + "00000003" + "000000000000000000000003" + "00000000",
      })
  void orderIsEnforced(String hex) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    assertThatThrownBy(() -> Frames.readHead(bytes, 2, 4096))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("frame 2 is missing or out of order");
  }

  @ParameterizedTest
  @ValueSource(ints = {4097, Integer.MAX_VALUE, -1})
  void lastFrameIsNoLongerThanAFrame(int length) {
    ByteBuffer bytes = ByteBuffer.allocate(Frames.FINAL_HEAD_LENGTH);
    Frames.putFinalHead(bytes, 1, length);
    bytes.flip();
    assertThatThrownBy(() -> Frames.readHead(bytes, 1, 4096))
        .isInstanceOf(MalformedMessageException.class);
  }

  /** Counted frame by frame. */
  @ParameterizedTest
  @CsvSource({"0, 4", "1, 4", "3, 4", "4, 4", "5, 4", "8, 4", "9, 4", "1000, 1", "100, 4096"})
  void bodyLengthCountsHeadsAndTags(int plaintext, int frame) {
    long length = 0;
    int left = plaintext;
    while (left > frame) {
      length += 4 + 12 + frame + 16;
      left -= frame;
    }
    length += 4 + 4 + 12 + 4 + left + 16;
    assertThat(Frames.bodyLength(plaintext, frame)).isEqualTo(length);
  }

  @Test
  void bodyLengthDoesNotOverflow() {
    assertThat(Frames.bodyLength(1L << 40, 4096)).isGreaterThan(1L << 40);
    assertThatThrownBy(() -> Frames.bodyLength(Long.MAX_VALUE, 1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void authenticatedDataNamesMessageKindNumberAndLength() {
    byte[] aad = BodyPart.FINAL_FRAME.aad(new byte[] {9, 8}, 3, 0x100000000L);
    assertThat(HexFormat.of().formatHex(aad))
        .isEqualTo(
            "0908"
                + HexFormat.of()
                    .formatHex(
                        "AWSKMSEncryptionClient Final Frame".getBytes(StandardCharsets.US_ASCII))
                + "00000003"
                + "0000000100000000");
  }
}
