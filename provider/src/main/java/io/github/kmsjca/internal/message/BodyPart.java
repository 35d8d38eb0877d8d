package io.github.kmsjca.internal.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The kinds of pieces that a body is made of, and what each authenticates beside its plaintext:
 * message id, kind, sequence number and length, so that no piece can be moved, in its message or to
 * another.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/body-aad-reference.html">Body
 *     AAD</a>
 */
public enum BodyPart {
  /** The whole body of a message without frames. */
  SINGLE_BLOCK("AWSKMSEncryptionClient Single Block"),
  FRAME("AWSKMSEncryptionClient Frame"),
  FINAL_FRAME("AWSKMSEncryptionClient Final Frame");

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
  private final byte[] text;

  BodyPart(String text) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The additional authenticated data.
   *
   * @param sequence number of the piece, from 1, unsigned
   * @param length bytes of its plaintext
   */
  public byte[] aad(byte[] messageId, int sequence, long length) {
    return ByteBuffer.allocate(messageId.length + text.length + 4 + 8)
        .put(messageId)
        .put(text)
        .putInt(sequence)
        .putLong(length)
        .array();
  }
}
