package io.github.kmsjca.internal.message;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Encryption contexts as bytes: a count, then key and value of each pair, each after its length.
 * Written in the order of the keys' UTF-8 bytes, which is not that of Java's strings beyond the
 * basic plane; read in any order, as messages in the wild have it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html#header-aad">AAD</a>
 */
public final class EncryptionContexts {
  /** More the Encryption SDK for Java does not write. */
  private static final int MAX_LENGTH = Short.MAX_VALUE;

  private EncryptionContexts() {}

  /** Characters of a context's keys and values: what KMS's limit for it is about. */
  public static int characters(Map<String, String> context) {
    int count = 0;
    for (Map.Entry<String, String> pair : context.entrySet()) {
      count += pair.getKey().length() + pair.getValue().length();
    }
    return count;
  }

  /**
   * Encodes; the empty context is no byte at all.
   *
   * @throws IllegalArgumentException if a key or value is empty or no valid Unicode, or all is too
   *     long
   */
  public static byte[] encode(Map<String, String> context) {
    if (context.isEmpty()) {
      return new byte[0];
    }
    Map<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
    int length = 2;
    for (Map.Entry<String, String> pair : context.entrySet()) {
      byte[] key = utf8(pair.getKey());
      byte[] value = utf8(pair.getValue());
      length += 4 + key.length + value.length;
      if (length < 0 || length > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "the encryption context is longer than " + MAX_LENGTH + " bytes");
      }
      sorted.put(key, value);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    writeShort(out, sorted.size());
    sorted.forEach(
        (key, value) -> {
          writeShort(out, key.length);
          out.writeBytes(key);
          writeShort(out, value.length);
          out.writeBytes(value);
        });
    return out.toByteArray();
  }

  private static void writeShort(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  private static byte[] utf8(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the encryption context has an empty key or value");
    }
    try {
      ByteBuffer encoded =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the encryption context has a key or value that is no valid Unicode", e);
    }
  }

  /** Decodes all of the bytes, in the order in which they stand. */
  static Map<String, String> decode(byte[] encoded) throws MalformedMessageException {
    if (encoded.length == 0) {
      return Map.of();
    }
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    // There may be thousands of pairs, from a stranger: nothing is made for each but its strings.
    CharsetDecoder utf8 = decoder();
    CharBuffer chars = CharBuffer.allocate(encoded.length);
    Map<String, String> context = new LinkedHashMap<>();
    try {
      int count = Short.toUnsignedInt(bytes.getShort());
      if (count == 0) {
        throw new MalformedMessageException("an empty encryption context has no bytes");
      }
      for (int i = 0; i < count; i++) {
        String key = text(bytes, utf8, chars);
        if (context.put(key, text(bytes, utf8, chars)) != null) {
          throw new MalformedMessageException("the encryption context has a key twice");
        }
      }
    } catch (BufferUnderflowException e) {
      throw new MalformedMessageException("the encryption context is cut off");
    }
    if (bytes.hasRemaining()) {
      throw new MalformedMessageException("bytes are left over after the encryption context");
    }
    return Collections.unmodifiableMap(context);
  }

  private static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** A text after its length; anything but valid UTF-8 is refused. */
  static String text(ByteBuffer bytes) throws MalformedMessageException {
    int length = fieldEnd(bytes.duplicate()) - bytes.position() - 2;
    return text(bytes, decoder(), CharBuffer.allocate(length));
  }

  private static String text(ByteBuffer bytes, CharsetDecoder utf8, CharBuffer chars)
      throws MalformedMessageException {
    int limit = bytes.limit();
    int end = fieldEnd(bytes);
    bytes.limit(end);
    boolean isText =
        utf8.reset().decode(bytes, chars.clear(), true).isUnderflow()
            && utf8.flush(chars).isUnderflow();
    bytes.limit(limit);
    if (!isText) {
      throw new MalformedMessageException("a text is not valid UTF-8");
    }
    return chars.flip().toString();
  }

  /** Bytes after their length. */
  static byte[] field(ByteBuffer bytes) {
    byte[] field = new byte[fieldEnd(bytes) - bytes.position()];
    bytes.get(field);
    return field;
  }

  private static int fieldEnd(ByteBuffer bytes) {
    int length = Short.toUnsignedInt(bytes.getShort());
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException(); // before anything is allocated
    }
    return bytes.position() + length;
  }
}
