package io.github.kmsjca.localkms.internal.policy;

import java.util.List;

/**
 * One line of a Condition element.
 *
 * @param ifExists whether it also holds where the call has no such key
 * @param key in lower case
 */
record Condition(
    Operator operator,
    Quantifier quantifier,
    boolean ifExists,
    String key,
    List<Expectation> expected) {

  /** Which of several values the call has to have right. */
  enum Quantifier {
    /** Some value; none may be a wrong one if the operator is negated. */
    PLAIN(""),
    ALL("ForAllValues:"),
    ANY("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }

    String prefix() {
      return prefix;
    }
  }

  boolean holds(ConditionContext context) {
    List<String> actual = context.values(key);
    if (operator == Operator.NULL) {
      return expects(Boolean.toString(actual.isEmpty()), context);
    }
    if (actual.isEmpty()) {
      return ifExists
          || quantifier == Quantifier.ALL
          || (quantifier == Quantifier.PLAIN && operator.negated());
    }
    boolean all =
        quantifier == Quantifier.ALL || (quantifier == Quantifier.PLAIN && operator.negated());
    for (String value : actual) {
      boolean right = expects(value, context) != operator.negated();
      if (right != all) {
        return right;
      }
    }
    return all;
  }

  private boolean expects(String value, ConditionContext context) {
    for (Expectation one : expected) {
      if (one.accepts(value, context)) {
        return true;
      }
    }
    return false;
  }
}
