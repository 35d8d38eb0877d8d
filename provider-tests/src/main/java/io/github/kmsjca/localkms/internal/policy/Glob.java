package io.github.kmsjca.localkms.internal.policy;

import java.util.function.Predicate;

/** Patterns in which two characters, which no text contains, stand for others. */
final class Glob {
  /** Stands for any characters, or none. */
  static final char MANY = '\uFFFF';

  /** Stands for any one character. */
  static final char ONE = '\uFFFE';

  private Glob() {}

  /** What a pattern accepts. */
  static Predicate<String> of(String pattern, boolean ignoreCase) {
    int many = pattern.indexOf(MANY);
    if (pattern.indexOf(ONE) < 0) {
      if (many < 0) {
        return ignoreCase ? pattern::equalsIgnoreCase : pattern::equals;
      }
      if (many == pattern.length() - 1) {
        return many == 0
            ? text -> true
            : text -> text.regionMatches(ignoreCase, 0, pattern, 0, many);
      }
    }
    return text -> matches(pattern, text, ignoreCase);
  }

  // Goes back to the last MANY only: time grows with the product of both lengths, at worst.
  private static boolean matches(String pattern, String text, boolean ignoreCase) {
    int at = 0;
    int read = 0;
    int many = -1;
    int mark = 0;
    while (read < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == MANY) {
        many = at++;
        mark = read;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == ONE || pattern.regionMatches(ignoreCase, at, text, read, 1))) {
        at++;
        read++;
      } else if (many >= 0) {
        at = many + 1;
        read = ++mark;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == MANY) {
      at++;
    }
    return at == pattern.length();
  }
}
