package io.github.kmsjca.localkms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Access keys as command line and environment have them. What is malformed is not repeated. */
final class AccessKeyTexts {
  private static final String ID = "LOCAL_KMS_ACCESS_KEY_ID";
  private static final String SECRET = "LOCAL_KMS_SECRET_ACCESS_KEY";
  private static final String SEVERAL = "LOCAL_KMS_ACCESS_KEYS";
  private static final Pattern COLON = Pattern.compile(":");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private AccessKeyTexts() {}

  /** Reads {@code ID:SECRET} or {@code ID:SECRET:ACCOUNT}. */
  static AccessKey parse(String text) {
    String[] parts = COLON.split(text, -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException("An access key is ID:SECRET or ID:SECRET:ACCOUNT");
    }
    AccessKey key = AccessKey.of(parts[0], parts[1]);
    return parts.length == 2 ? key : key.account(parts[2]);
  }

  /** Those of the environment. */
  static List<AccessKey> of(Map<String, String> environment) {
    List<AccessKey> keys = new ArrayList<>();
    String id = environment.getOrDefault(ID, "");
    String secret = environment.getOrDefault(SECRET, "");
    if (id.isEmpty() != secret.isEmpty()) {
      throw new IllegalArgumentException(
          id.isEmpty() ? SECRET + " is set without " + ID : ID + " is set without " + SECRET);
    }
    if (!id.isEmpty()) {
      keys.add(AccessKey.of(id, secret));
    }
    String several = environment.getOrDefault(SEVERAL, "").strip();
    if (!several.isEmpty()) {
      SPACE.splitAsStream(several).map(AccessKeyTexts::parse).forEach(keys::add);
    }
    return keys;
  }
}
