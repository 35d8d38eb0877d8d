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
   * The header without its authentication, which is a tag over these bytes.
   *
   * @param context as {@link EncryptionContexts#encode} gives it
   * @throws IllegalArgumentException if the parts do not make a header
   */
  public static byte[] body(
      MessageSuite suite,
      byte[] messageId,
      byte[] context,
      List<EncryptedDataKey> dataKeys,
      int frameLength,
      byte[] commitment) {
    if (suite.headerVersion() != VERSION_2
        || messageId.length != suite.messageIdLength()
        || context.length > MAX_FIELD
        || dataKeys.isEmpty()
        || dataKeys.size() > MAX_FIELD
        || frameLength < 1
        || commitment.length != COMMITMENT_LENGTH) {
      throw new IllegalArgumentException("not the parts of a header of version 2");
    }
    long length = 1L + 2 + messageId.length + 2 + context.length + 2 + 1 + 4 + commitment.length;
    for (EncryptedDataKey key : dataKeys) {
      length += 6L + providerId(key).length + key.providerInfo().length + key.ciphertext().length;
    }
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(length));
    out.put(VERSION_2).putShort((short) suite.id()).put(messageId);
    putField(out, context);
    out.putShort((short) dataKeys.size());
    for (EncryptedDataKey key : dataKeys) {
      putField(out, providerId(key));
      putField(out, key.providerInfo());
      putField(out, key.ciphertext());
    }
    return out.put(FRAMED).putInt(frameLength).put(commitment).array();
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
