package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Typing;
import io.github.kmsjca.internal.key.LostLookups;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a KeyStore has no entry of a name, and which it has: for the log, since all that the caller
 * is told is null. Names are shown as far as they are known; KMS is not asked for this.
 */
final class NoSuchEntry {
  private static final int MOST_NAMES = 8;
  private static final int MOST_CHARACTERS = 100;

  private final Contents contents;
  private final Reloader reloader;
  private final LostLookups lost;

  private record Candidate(String name, int distance) {}

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
    lost.note(alias, () -> text(method, alias, names, place));
  }

  private String text(String method, String alias, List<String> names, String place) {
    List<Candidate> nearest = nearest(alias, names);
    return "KeyStore."
        + method
        + "(\""
        + shown(alias)
        + "\") found "
        + contents.absence(shown(keyId(alias)), place)
        + guess(alias, nearest)
        + some(nearest, names.size());
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

  /** A few names, the nearest first. */
  private static List<Candidate> nearest(String alias, List<String> names) {
    List<Candidate> nearest = new ArrayList<>();
    for (String name : names) {
      Candidate candidate = new Candidate(name, Typing.distance(alias, name));
      int index = nearest.size();
      while (index > 0 && candidate.distance < nearest.get(index - 1).distance) {
        index--;
      }
      if (index < MOST_NAMES) {
        nearest.add(index, candidate);
      }
      if (nearest.size() > MOST_NAMES) {
        nearest.remove(MOST_NAMES);
      }
    }
    return nearest;
  }

  private static String guess(String alias, List<Candidate> nearest) {
    return nearest.isEmpty() || nearest.get(0).distance > Math.max(1, alias.length() / 4)
        ? "."
        : ". Did you mean \"" + shown(nearest.get(0).name) + "\"?";
  }

  private static String some(List<Candidate> nearest, int all) {
    if (nearest.isEmpty()) {
      return " Check the name and the Region: a key has an alias only if somebody made one.";
    }
    String some =
        nearest.stream().map(candidate -> shown(candidate.name)).collect(Collectors.joining(", "));
    int more = all - nearest.size();
    return " There are: " + some + (more > 0 ? " and " + more + " more" : "");
  }
}
