package io.github.kmsjca.localkms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file in the form of {@code ~/.aws/credentials}, so that clients can use the same one. Values
 * are never repeated in a message.
 */
final class CredentialsFile {
  private static final String ID = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";
  private static final String TOKEN = "aws_session_token";
  private static final String ACCOUNT = "aws_account_id";
  private static final String EXPIRATION = "expiration";
  private static final Set<String> OURS = Set.of(ID, SECRET, TOKEN, ACCOUNT, EXPIRATION);

  /** What clients want to know, and we do not. */
  private static final Set<String> OF_CLIENTS = Set.of("region", "output", "endpoint_url");

  private CredentialsFile() {}

  /** The access keys in a file, of which there is at least one. */
  static List<AccessKey> read(Path file) {
    List<AccessKey> keys = new ArrayList<>();
    try {
      sections(Files.readAllLines(file)).forEach((line, settings) -> keys.add(key(line, settings)));
    } catch (IOException e) {
      throw new IllegalArgumentException("The file " + file + " can not be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("In " + file + ": " + e.getMessage(), e);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("There is no access key in " + file);
    }
    return keys;
  }

  private static Map<Integer, Map<String, String>> sections(List<String> lines) {
    Map<Integer, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int equals = line.indexOf('=');
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = new LinkedHashMap<>();
        sections.put(i + 1, section);
      } else if (section == null || equals < 0) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + " is neither [NAME] nor, below one, NAME = VALUE");
      } else {
        put(section, line.substring(0, equals).strip(), line.substring(equals + 1).strip(), i + 1);
      }
    }
    return sections;
  }

  private static void put(Map<String, String> section, String name, String value, int line) {
    if (!OURS.contains(name) && !OF_CLIENTS.contains(name)) {
      // A token whose name is misspelt would let everybody in who has none.
      throw new IllegalArgumentException("line " + line + " sets nothing that is known here");
    }
    if (value.isEmpty() || section.put(name, value) != null) {
      throw new IllegalArgumentException("line " + line + " is empty, or sets " + name + " again");
    }
  }

  private static AccessKey key(int place, Map<String, String> settings) {
    String id = settings.get(ID);
    String secret = settings.get(SECRET);
    String token = settings.get(TOKEN);
    String account = settings.get(ACCOUNT);
    String expiration = settings.get(EXPIRATION);
    if (id == null || secret == null) {
      throw new IllegalArgumentException(
          "the section that begins in line " + place + " lacks " + (id == null ? ID : SECRET));
    }
    if (expiration != null && token == null) {
      throw new IllegalArgumentException(
          "the section that begins in line " + place + " has an expiration and no " + TOKEN);
    }
    AccessKey key = AccessKey.of(id, secret);
    if (account != null) {
      key = key.account(account);
    }
    if (token != null) {
      key = key.session(token, expiration == null ? Instant.MAX : ClockRule.moment(expiration));
    }
    return key;
  }
}
