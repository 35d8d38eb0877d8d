package io.github.kmsjca.localkms.internal.policy;

import io.github.kmsjca.localkms.internal.policy.Principals.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param principals null in the policy of an identity, which is about that identity only
 */
record Statement(
    boolean allow,
    @Nullable Principals principals,
    Texts actions,
    Texts resources,
    List<Condition> conditions) {

  Match match(AccessRequest access) {
    if (!actions.accept(access.action(), access.context())
        || !resources.accept(access.resource(), access.context())) {
      return Match.NONE;
    }
    Match match = match(access.principal());
    return match != Match.NONE && conditionsHold(access.context()) ? match : Match.NONE;
  }

  private Match match(Principal principal) {
    if (principals == null) {
      return Match.DIRECT;
    }
    if (allow) {
      return principals.allowed(principal);
    }
    return principals.denied(principal) ? Match.DIRECT : Match.NONE;
  }

  private boolean conditionsHold(ConditionContext context) {
    for (Condition condition : conditions) {
      if (!condition.holds(context)) {
        return false;
      }
    }
    return true;
  }
}
