package io.github.kmsjca.localkms.internal.policy;

import java.util.List;

/**
 * An Action or Resource element, or its opposite.
 *
 * @param inverted whether it is NotAction or NotResource
 */
record Texts(boolean inverted, List<Expectation> expected) {

  boolean accept(String actual, ConditionContext context) {
    for (Expectation one : expected) {
      if (one.accepts(actual, context)) {
        return !inverted;
      }
    }
    return inverted;
  }
}
