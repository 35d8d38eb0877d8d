package io.github.kmsjca.internal.message;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads headers of both versions. Strict: what no writer writes is refused. A header arrives in
 * pieces of any size, so {@link #requiredLength} says how much of it is needed before {@link #read}
 * can read it; it looks at lengths only, and refuses what is beyond the limits before those bytes
 * were ever stored.
 */
public final class HeaderReader {
  private static final byte VERSION_1 = 1;
  private static final byte TYPE_CUSTOMER_DATA = (byte) 0x80;
  private static final byte UNFRAMED = 1;
  private static final byte[] AWS_KMS =
      EncryptedDataKey.AWS_KMS.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = new byte[0];
  private static final byte[] ZERO_IV = new byte[MessageHeader.IV_LENGTH];

  /** Content type, frame length, commitment, tag. */
  private static final int AFTER_KEYS_2 =
      1 + 4 + HeaderWriter.COMMITMENT_LENGTH + MessageHeader.TAG_LENGTH;

  /** Content type, reserved, IV length, frame length, IV, tag. */
  private static final int AFTER_KEYS_1 =
      1 + 4 + 1 + 4 + MessageHeader.IV_LENGTH + MessageHeader.TAG_LENGTH;

  private HeaderReader() {}

  /**
   * True of bytes that begin as messages of this library and of the Encryption SDKs do. No
   * ciphertext of a symmetric KMS key itself does.
   */
  public static boolean isBeginning(byte[] bytes) {
    if (bytes.length < 3) {
      return false;
    }
    return bytes[0] == VERSION_1
        ? bytes[1] == TYPE_CUSTOMER_DATA
        : bytes[0] == HeaderWriter.VERSION_2
            && MessageSuite.ofId(unsignedShort(ByteBuffer.wrap(bytes), 1)) != null;
  }

  /**
   * How long the header is, as far as its beginning tells.
   *
   * @param start what has arrived so far; its position stays
   * @return the header's length if that is within what has arrived, else how many bytes are needed
   *     at least to tell more
   */
  public static int requiredLength(ByteBuffer start, MessageLimits limits)
      throws MalformedMessageException {
    ByteBuffer bytes = start.slice();
    if (!bytes.hasRemaining()) {
      return 1;
    }
    boolean isVersion1 = isVersion1(bytes.get(0));
    int end = isVersion1 ? 1 + 1 + 2 + 16 : 1 + 2 + 32;
    if (end + 2 > bytes.limit()) {
      return end + 2;
    }
    end = within(end + 2 + unsignedShort(bytes, end), limits);
    if (end + 2 > bytes.limit()) {
      return end + 2;
    }
    int keys = unsignedShort(bytes, end);
    if (keys < 1 || keys > limits.maxDataKeys()) {
      throw new MalformedMessageException(
          keys + " encrypted data keys, not 1 to " + limits.maxDataKeys());
    }
    end += 2;
    for (int field = 0; field < 3 * keys; field++) {
      if (end + 2 > bytes.limit()) {
        return end + 2;
      }
      end = within(end + 2 + unsignedShort(bytes, end), limits);
    }
    return within(end + (isVersion1 ? AFTER_KEYS_1 : AFTER_KEYS_2), limits);
  }

  private static boolean isVersion1(byte version) throws MalformedMessageException {
    if (version == 'A') {
      throw new MalformedMessageException("this looks like a message in Base64: decode it first");
    }
    if (version != VERSION_1 && version != HeaderWriter.VERSION_2) {
      throw new MalformedMessageException("this is not a message of the AWS Encryption SDK");
    }
    return version == VERSION_1;
  }

  private static int unsignedShort(ByteBuffer bytes, int index) {
    return Short.toUnsignedInt(bytes.getShort(index));
  }

  private static int within(int length, MessageLimits limits) throws MalformedMessageException {
    if (length > limits.maxHeaderLength()) {
      throw new MalformedMessageException(
          "the header is longer than " + limits.maxHeaderLength() + " bytes");
    }
    return length;
  }

  /** Reads a whole header, all of the bytes and no more. */
  public static MessageHeader read(byte[] header, MessageLimits limits)
      throws MalformedMessageException {
    if (requiredLength(ByteBuffer.wrap(header), limits) != header.length) {
      throw new MalformedMessageException("the header has another length than it says");
    }
    ByteBuffer bytes = ByteBuffer.wrap(header);
    try {
      return read(header, bytes, limits);
    } catch (BufferUnderflowException e) {
      throw new MalformedMessageException("the header is cut off");
    }
  }

  private static MessageHeader read(byte[] header, ByteBuffer bytes, MessageLimits limits)
      throws MalformedMessageException {
    boolean isVersion1 = isVersion1(bytes.get());
    if (isVersion1 && bytes.get() != TYPE_CUSTOMER_DATA) {
      throw new MalformedMessageException("the message's type is unknown");
    }
    MessageSuite suite = suite(Short.toUnsignedInt(bytes.getShort()), isVersion1 ? 1 : 2);
    byte[] messageId = take(bytes, suite.messageIdLength());
    byte[] context = EncryptionContexts.field(bytes);
    List<EncryptedDataKey> keys = dataKeys(bytes);
    byte contentType = bytes.get();
    if (isVersion1 && (bytes.getInt() != 0 || bytes.get() != MessageHeader.IV_LENGTH)) {
      throw new MalformedMessageException("the header has an unknown IV length or reserved bytes");
    }
    int frameLength = frameLength(contentType, bytes.getInt(), limits);
    byte[] commitment = isVersion1 ? NOTHING : take(bytes, HeaderWriter.COMMITMENT_LENGTH);
    int bodyLength = bytes.position();
    byte[] iv = isVersion1 ? take(bytes, MessageHeader.IV_LENGTH) : ZERO_IV;
    return new MessageHeader(
        suite,
        messageId,
        EncryptionContexts.decode(context),
        keys,
        frameLength,
        commitment,
        header,
        bodyLength,
        iv,
        take(bytes, MessageHeader.TAG_LENGTH));
  }

  private static MessageSuite suite(int id, int version) throws MalformedMessageException {
    MessageSuite suite = MessageSuite.ofId(id);
    if (suite == null || suite.headerVersion() != version) {
      throw new MalformedMessageException(
          "algorithm suite 0x%04x in a header of version %d is unknown".formatted(id, version));
    }
    return suite;
  }

  private static List<EncryptedDataKey> dataKeys(ByteBuffer bytes)
      throws MalformedMessageException {
    int count = Short.toUnsignedInt(bytes.getShort());
    List<EncryptedDataKey> keys = new ArrayList<>(count); // it was checked against the limit
    for (int i = 0; i < count; i++) {
      keys.add(
          new EncryptedDataKey(
              providerId(bytes), EncryptionContexts.field(bytes), EncryptionContexts.field(bytes)));
    }
    return Collections.unmodifiableList(keys);
  }

  /** In most messages there is only the one. */
  private static String providerId(ByteBuffer bytes) throws MalformedMessageException {
    int length = unsignedShort(bytes, bytes.position());
    if (length == AWS_KMS.length && length + 2 <= bytes.remaining()) {
      ByteBuffer id = bytes.slice(bytes.position() + 2, length);
      if (id.equals(ByteBuffer.wrap(AWS_KMS))) {
        bytes.position(bytes.position() + 2 + length);
        return EncryptedDataKey.AWS_KMS;
      }
    }
    return EncryptionContexts.text(bytes);
  }

  private static int frameLength(byte contentType, int length, MessageLimits limits)
      throws MalformedMessageException {
    boolean agree =
        switch (contentType) {
          case UNFRAMED -> length == 0;
          case HeaderWriter.FRAMED -> length != 0;
          default -> false;
        };
    if (!agree) {
      throw new MalformedMessageException("content type and frame length do not agree");
    }
    if (Integer.compareUnsigned(length, limits.maxFrameLength()) > 0) {
      throw new MalformedMessageException(
          "frames of "
              + Integer.toUnsignedString(length)
              + " bytes: the limit is "
              + limits.maxFrameLength());
    }
    return length;
  }

  private static byte[] take(ByteBuffer bytes, int length) {
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }
}
