package io.github.kmsjca.localkms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Access keys with their principals, in a JSON file: an array of objects with {@code accessKeyId},
 * {@code secret}, {@code principal} (an ARN, which tells the account too) and, unless it has none,
 * {@code policies}, an array of IAM policies.
 */
final class PrincipalsFile {
  private static final String ACCESS_KEY_ID = "accessKeyId";
  private static final String SECRET = "secret";
  private static final String PRINCIPAL = "principal";
  private static final String POLICIES = "policies";
  private static final Set<String> MEMBERS = Set.of(ACCESS_KEY_ID, SECRET, PRINCIPAL, POLICIES);
  private static final int ACCOUNT_PART = 4;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private PrincipalsFile() {}

  /**
   * Adds all of a file.
   *
   * @throws IllegalArgumentException if it can not be read or understood
   */
  static void addTo(LocalKms.Builder builder, Path file) {
    JsonNode entries = read(file);
    if (!entries.isArray()) {
      throw new IllegalArgumentException(file + " is no array of principals");
    }
    int number = 0;
    for (JsonNode entry : entries) {
      number++;
      try {
        add(builder, entry);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "Principal " + number + " of " + file + ": " + e.getMessage(), e);
      }
    }
  }

  private static void add(LocalKms.Builder builder, JsonNode entry) {
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!MEMBERS.contains(name)) {
        throw new IllegalArgumentException("It has no member " + name);
      }
    }
    String accessKeyId = text(entry, ACCESS_KEY_ID);
    String arn = text(entry, PRINCIPAL);
    List<String> policies = new ArrayList<>();
    entry.path(POLICIES).forEach(policy -> policies.add(policy.toString()));
    String[] parts = arn.split(":", -1);
    builder.credentials(
        accessKeyId, text(entry, SECRET), parts.length > ACCOUNT_PART ? parts[ACCOUNT_PART] : "");
    builder.principal(accessKeyId, arn, policies.toArray(String[]::new));
  }

  private static String text(JsonNode entry, String name) {
    JsonNode text = entry.path(name);
    if (!text.isTextual()) {
      throw new IllegalArgumentException("It needs a text " + name);
    }
    return text.textValue();
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      // Jackson's message would repeat the text, which has secrets in it.
      throw new IllegalArgumentException(
          file + " is no JSON, see line " + e.getLocation().getLineNr());
    } catch (IOException e) {
      throw new IllegalArgumentException("Can not read " + file + ": " + e, e);
    }
  }
}
