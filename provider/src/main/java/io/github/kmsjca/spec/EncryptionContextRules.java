package io.github.kmsjca.spec;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What an encryption context of a caller may be. A message says at most which key is wrong: values
 * are not for logs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption
 *     context</a>
 */
final class EncryptionContextRules {
  /** KMS's own limit. */
  private static final int MAX_BYTES = 8192;

  /** AWS's libraries write pairs of their own under these. */
  private static final String AWS_PREFIX = "aws-crypto-";

  /** Under this our ciphers bind additional authenticated data. */
  private static final String AAD_KEY = "jca-aad-sha384";

  private EncryptionContextRules() {}

  /** A checked copy; the caller's map may change while it is being looked at. */
  static Map<String, String> check(Map<String, String> context) {
    Map<String, String> copy = Map.copyOf(context);
    long length = 0;
    for (Map.Entry<String, String> pair : copy.entrySet()) {
      String key = pair.getKey();
      String value = pair.getValue();
      checkKey(key);
      if (value.isEmpty()) {
        throw wrong("has an empty value for the key '" + key + "'");
      }
      if (isNotUnicode(value)) {
        throw wrong("has a value that is no valid Unicode, for the key '" + key + "'");
      }
      length += utf8Length(key) + utf8Length(value);
    }
    if (length > MAX_BYTES) {
      throw wrong("has " + length + " bytes in UTF-8; at most " + MAX_BYTES + " are possible");
    }
    return copy;
  }

  private static void checkKey(String key) {
    if (key.isEmpty()) {
      throw wrong("has an empty key");
    }
    if (isNotUnicode(key)) {
      throw wrong("has a key that is no valid Unicode");
    }
    if (key.startsWith(AWS_PREFIX) || key.equals(AAD_KEY)) {
      throw wrong("has the reserved key '" + key + "'");
    }
  }

  /** Half a surrogate pair: two different texts would be sent as the same question mark. */
  private static boolean isNotUnicode(String text) {
    return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("the encryption context " + what);
  }
}
