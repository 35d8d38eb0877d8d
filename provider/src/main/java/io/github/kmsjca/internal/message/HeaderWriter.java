package io.github.kmsjca.internal.message;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes headers of version 2, with framed bodies: the only kind that is written today.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html#header-structure">Header
 *     structure</a>
 */
public final class HeaderWriter {
  static final byte VERSION_2 = 2;
  static final byte FRAMED = 2;
  static final int COMMITMENT_LENGTH = 32;
  private static final int MAX_FIELD = 0xffff;

  private HeaderWriter() {}

  /**
   * Length of a whole header, its tag included.
   *
   * @param recipientsLength of what {@link #recipients} gives
   */
  public static int length(int messageIdLength, int recipientsLength) {
    return 1
        + 2
        + messageIdLength
        + recipientsLength
        + 1
        + 4
        + COMMITMENT_LENGTH
        + MessageHeader.TAG_LENGTH;
  }

  /**
   * The part of a header that is the same for all messages of a data key: context and wrapped data
   * keys.
   *
   * @param context as {@link EncryptionContexts#encode} gives it
   * @throws IllegalArgumentException if a header cannot hold them
   */
  public static byte[] recipients(byte[] context, List<EncryptedDataKey> dataKeys) {
    if (dataKeys.isEmpty() || dataKeys.size() > MAX_FIELD) {
      throw new IllegalArgumentException(dataKeys.size() + " wrapped data keys");
    }
    long length = 2L + context.length + 2;
    for (EncryptedDataKey key : dataKeys) {
      length += 6L + providerId(key).length + key.providerInfo().length + key.ciphertext().length;
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length));
    putField(out, context);
    out.putShort((short) dataKeys.size());
    for (EncryptedDataKey key : dataKeys) {
      putField(out, providerId(key));
      putField(out, key.providerInfo());
      putField(out, key.ciphertext());
    }
    return out.array();
  }

  /**
   * Writes a header without its authentication, which is a tag over these bytes.
   *
   * @param recipients as {@link #recipients} gives them
   * @return how many bytes
   * @throws IllegalArgumentException if the parts do not make a header
   */
  public static int write(
      ByteBuffer out,
      MessageSuite suite,
      byte[] messageId,
      byte[] recipients,
      int frameLength,
      byte[] commitment) {
    if (suite.headerVersion() != VERSION_2
        || messageId.length != suite.messageIdLength()
        || frameLength < 1
        || commitment.length != COMMITMENT_LENGTH) {
      throw new IllegalArgumentException("not the parts of a header of version 2");
    }
    int start = out.position();
    out.put(VERSION_2).putShort((short) suite.id()).put(messageId).put(recipients);
    out.put(FRAMED).putInt(frameLength).put(commitment);
    return out.position() - start;
  }

  private static byte[] providerId(EncryptedDataKey key) {
    return key.providerId().getBytes(StandardCharsets.UTF_8);
  }

  private static void putField(ByteBuffer out, byte[] field) {
    if (field.length > MAX_FIELD) {
      throw new IllegalArgumentException("a field is longer than " + MAX_FIELD + " bytes");
    }
    out.putShort((short) field.length).put(field);
  }
}
