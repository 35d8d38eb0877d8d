package io.github.kmsjca.localkms.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import java.util.SortedMap;

/**
 * What binds a symmetric ciphertext to its encryption context: the number of entries, then names
 * and values in the order of the names, each behind its length. So no two contexts have the same
 * encoding, and one context has only one.
 */
public final class EncryptionContext {
  private static final int MAX_BYTES = 8192;

  private EncryptionContext() {}

  /**
   * Encodes a context, which may be empty.
   *
   * @param member the name of the input's member, for the refusal of a context that is too long or
   *     no Unicode
   */
  public static byte[] encoded(String member, SortedMap<String, String> context) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(context.size());
      for (Map.Entry<String, String> entry : context.entrySet()) {
        write(out, entry.getKey());
        write(out, entry.getValue());
      }
    } catch (CharacterCodingException e) {
      throw ErrorType.SERIALIZATION.failure(member + " is not valid Unicode.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.size() > MAX_BYTES) {
      throw ErrorType.VALIDATION.failure(
          "1 validation error detected: Value at '"
              + Character.toLowerCase(member.charAt(0))
              + member.substring(1)
              + "' failed to satisfy constraint: Member must have length less than or equal to "
              + MAX_BYTES);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    // String.getBytes would turn every lone surrogate into the same question mark.
    ByteBuffer utf8 = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    out.writeInt(utf8.remaining());
    out.write(utf8.array(), utf8.arrayOffset(), utf8.remaining());
  }
}
