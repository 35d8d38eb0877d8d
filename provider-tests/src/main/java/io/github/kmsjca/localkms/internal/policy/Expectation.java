package io.github.kmsjca.localkms.internal.policy;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A text of a policy, and what of a call it accepts. Without variables it is made ready once. */
final class Expectation {
  private final Template template;
  private final Function<String, Predicate<String>> meaning;
  private final @Nullable Predicate<String> ready;

  /**
   * An expectation.
   *
   * @param meaning what a text accepts whose variables are resolved
   * @throws IllegalArgumentException if the text has no variables and means nothing
   */
  Expectation(Template template, Function<String, Predicate<String>> meaning) {
    this.template = template;
    this.meaning = meaning;
    this.ready = template.fixed().map(meaning).orElse(null);
  }

  boolean accepts(String actual, ConditionContext context) {
    return ready != null ? ready.test(actual) : acceptsResolved(actual, context);
  }

  private boolean acceptsResolved(String actual, ConditionContext context) {
    try {
      return template.resolve(context).filter(text -> meaning.apply(text).test(actual)).isPresent();
    } catch (IllegalArgumentException e) {
      return false; // what the variable stands for is no number, date or address
    }
  }
}
