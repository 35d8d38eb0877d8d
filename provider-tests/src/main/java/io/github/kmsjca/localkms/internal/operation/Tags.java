package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the labels of a key may be.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html">tags</a>
 */
public final class Tags {
  private static final int MOST = 50;
  private static final String RESERVED = "aws:";
  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private Tags() {}

  /** The tags of an input, each key once. */
  public static Map<String, String> of(Input input) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Input tag : input.structures("Tags")) {
      String key = tag.required("TagKey");
      checkKey(key);
      checkText(tag.required("TagValue"));
      if (tags.put(key, tag.required("TagValue")) != null) {
        throw ErrorType.TAG.failure("Duplicate tag keys");
      }
    }
    return checkNumber(tags);
  }

  /** Lets the key of a tag pass, or refuses it. */
  public static void checkKey(String key) {
    if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
      throw ErrorType.TAG.failure("Tags beginning with aws: are reserved");
    }
    checkText(key);
  }

  /** Lets the tags of one key pass if they are not too many, and keeps them as they are. */
  public static Map<String, String> checkNumber(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw ErrorType.TAG.failure("Too many tags");
    }
    return Map.copyOf(tags);
  }

  private static void checkText(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw ErrorType.TAG.failure(
          "Tags consist of letters, digits, spaces and the characters _ . : / = + - @");
    }
  }
}
