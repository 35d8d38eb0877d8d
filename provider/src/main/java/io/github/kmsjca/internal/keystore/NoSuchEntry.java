package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.key.LostLookups;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.Printable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why a KeyStore has no entry of a name, and which it has: for the log, since all that the caller
 * is told is null. Names are shown as far as they are known; KMS is not asked for this.
 */
final class NoSuchEntry {
  private static final int MOST_NAMES = 8;
  private static final int MOST_CHARACTERS = 100;
  private static final int LONGEST_COMPARED = 64;

  private final Contents contents;
  private final Reloader reloader;
  private final LostLookups lost;

  NoSuchEntry(Contents contents, Reloader reloader, LostLookups lost) {
    this.contents = contents;
    this.reloader = reloader;
    this.lost = lost;
  }

  /**
   * Takes note of a lookup.
   *
   * @param method of KeyStore
   * @param place where KMS said that it has no such key; empty if it was not asked
   */
  void note(String method, String alias, String place) {
    List<String> names = reloader.current().knownNames();
    String text =
        "KeyStore."
            + method
            + "(\""
            + shown(alias)
            + "\") found "
            + contents.absence(shown(keyId(alias)), place)
            + near(alias, names)
            + all(alias, names);
    lost.note(alias, text);
  }

  /** As KMS is asked. */
  private static String keyId(String alias) {
    try {
      return KeyName.parse(alias).keyId();
    } catch (IllegalArgumentException e) {
      return alias;
    }
  }

  private static String shown(String name) {
    String text = Printable.of(name);
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }

  private static String near(String alias, List<String> names) {
    return names.stream()
        .filter(name -> distance(alias, name) <= Math.max(1, alias.length() / 4))
        .min(Comparator.comparingInt(name -> distance(alias, name)))
        .map(name -> ". Did you mean \"" + shown(name) + "\"?")
        .orElse(".");
  }

  /** The nearest first. */
  private static String all(String alias, List<String> names) {
    if (names.isEmpty()) {
      return " Check the name and the Region: a key has an alias only if somebody made one.";
    }
    String some =
        names.stream()
            .sorted(Comparator.comparingInt(name -> distance(alias, name)))
            .limit(MOST_NAMES)
            .map(NoSuchEntry::shown)
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return " There are: " + some + (more > 0 ? " and " + more + " more" : "");
  }

  /** Levenshtein's, without regard to upper and lower case. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    if (a.length() > LONGEST_COMPARED || b.length() > LONGEST_COMPARED) {
      return a.equals(b) ? 0 : LONGEST_COMPARED;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
