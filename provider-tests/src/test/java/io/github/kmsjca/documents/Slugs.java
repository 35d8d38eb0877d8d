package io.github.kmsjca.documents;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The anchors that GitHub gives to the headings of one document. */
final class Slugs {
  private final Set<String> taken = new HashSet<>();

  /** The anchor of the next heading; of two alike, the second gets a number. */
  String next(String heading) {
    String slug =
        heading
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
            .replace(' ', '-');
    String unique = slug;
    for (int i = 1; !taken.add(unique); i++) {
      unique = slug + "-" + i;
    }
    return unique;
  }
}
