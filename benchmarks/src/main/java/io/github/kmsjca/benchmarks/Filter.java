package io.github.kmsjca.benchmarks;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is to run.
 *
 * @param text targets, of which P1 is not P10 too, with commas between them; or a part of a
 *     benchmark's name; or empty for everything
 */
record Filter(String text) {
  private static final Pattern TARGETS = Pattern.compile("P[0-9]+(,P[0-9]+)*");

  boolean admits(String target, Class<?> benchmark) {
    return TARGETS.matcher(text).matches()
        ? List.of(text.split(",", -1)).contains(target)
        : benchmark.getSimpleName().contains(text);
  }
}
