package io.github.kmsjca.localkms.internal.policy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Patterns of ARNs, in which a wildcard stays within its part, of which an ARN has six. */
final class ArnPattern {
  private static final int PARTS = 6;
  private static final String ANY = String.valueOf(Glob.MANY);

  private ArnPattern() {}

  static Predicate<String> of(String pattern) {
    String[] texts = pattern.split(":", PARTS);
    if (texts.length < PARTS) {
      return pattern.equals(ANY) ? arn -> true : arn -> false;
    }
    List<Predicate<String>> parts = Arrays.stream(texts).map(part -> Glob.of(part, false)).toList();
    return arn -> matches(parts, arn.split(":", PARTS));
  }

  private static boolean matches(List<Predicate<String>> parts, String[] texts) {
    for (int i = 0; i < PARTS; i++) {
      if (i >= texts.length || !parts.get(i).test(texts[i])) {
        return false;
      }
    }
    return true;
  }
}
