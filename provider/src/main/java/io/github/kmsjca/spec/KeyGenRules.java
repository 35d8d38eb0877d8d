package io.github.kmsjca.spec;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What KMS takes for a new key, as far as it can be told beforehand.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html">CreateAlias</a>
 */
final class KeyGenRules {
  private static final String ALIAS = "alias/";
  private static final Pattern ALIAS_NAME = Pattern.compile("alias/[A-Za-z0-9/_-]{1,250}");
  private static final int MAX_DESCRIPTION = 8192;
  private static final int MAX_POLICY = 131_072;
  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG_KEY = 128;
  private static final int MAX_TAG_VALUE = 256;

  private KeyGenRules() {}

  static String alias(String name) {
    String alias = name.startsWith(ALIAS) ? name : ALIAS + name;
    if (name.startsWith("arn:") || !ALIAS_NAME.matcher(alias).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a KMS alias: 1 to 250 of A-Z a-z 0-9 / _ -");
    }
    if (alias.startsWith("alias/aws/")) {
      throw new IllegalArgumentException("'" + alias + "' is not possible: AWS keeps alias/aws/");
    }
    return alias;
  }

  static String keySpec(String wireName) {
    if (KeySpec.ofWireName(wireName) == null) {
      throw new IllegalArgumentException("there is no key spec '" + wireName + "'");
    }
    return wireName;
  }

  static String keyUsage(String wireName) {
    if (KeyUsage.ofWireName(wireName) == null) {
      throw new IllegalArgumentException("there is no key usage '" + wireName + "'");
    }
    return wireName;
  }

  static void checkPair(@Nullable String keySpec, @Nullable String keyUsage) {
    if (keySpec != null && keyUsage != null) {
      KeySpec spec = KeySpec.valueOf(keySpec);
      if (!KeyUsage.valueOf(keyUsage).suits(spec)) {
        throw new IllegalArgumentException("KMS has no " + keySpec + " keys for " + keyUsage);
      }
    }
  }

  static String description(String text) {
    if (text.length() > MAX_DESCRIPTION) {
      throw new IllegalArgumentException(
          "a description of " + text.length() + " characters: at most " + MAX_DESCRIPTION);
    }
    return text;
  }

  static String policy(String json) {
    if (json.isEmpty() || json.length() > MAX_POLICY) {
      throw new IllegalArgumentException(
          "a policy of " + json.length() + " characters: KMS takes 1 to " + MAX_POLICY);
    }
    return json;
  }

  static void checkTag(Map<String, String> others, String key, String value) {
    Objects.requireNonNull(value);
    if (key.isEmpty() || key.length() > MAX_TAG_KEY) {
      throw new IllegalArgumentException(
          "a tag key of " + key.length() + " characters: KMS takes 1 to " + MAX_TAG_KEY);
    }
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw new IllegalArgumentException("the tag '" + key + "': AWS keeps aws:");
    }
    if (value.length() > MAX_TAG_VALUE) {
      throw new IllegalArgumentException(
          "the tag '"
              + key
              + "' has a value of "
              + value.length()
              + " characters: at most "
              + MAX_TAG_VALUE);
    }
    if (others.containsKey(key)) {
      throw new IllegalArgumentException("the tag '" + key + "' is there already");
    }
    if (others.size() == MAX_TAGS) {
      throw new IllegalArgumentException("more than " + MAX_TAGS + " tags");
    }
  }
}
