package io.github.kmsjca.benchmarks;

import java.util.regex.Pattern;

/**
 * What is to run.
 *
 * @param text a target, which is P1 and not P10 too; or a part of a benchmark's name; or empty for
 *     everything
 */
record Filter(String text) {
  private static final Pattern TARGET = Pattern.compile("P[0-9]+");

  boolean admits(String target, Class<?> benchmark) {
    return TARGET.matcher(text).matches()
        ? text.equals(target)
        : benchmark.getSimpleName().contains(text);
  }
}
