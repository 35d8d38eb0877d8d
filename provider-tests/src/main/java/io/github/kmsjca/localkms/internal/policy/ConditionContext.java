package io.github.kmsjca.localkms.internal.policy;

import java.util.List;

/** What a call says to the conditions and variables of policies. */
@FunctionalInterface
public interface ConditionContext {

  /** Knows no key at all. */
  ConditionContext NONE = key -> List.of();

  /**
   * The values of a condition key; none if the call has no such key.
   *
   * @param key in lower case, as condition keys do not depend on case
   */
  List<String> values(String key);
}
