package io.github.kmsjca.localkms.internal.policy;

import java.util.Set;

/**
 * The Principal or NotPrincipal element of a statement.
 *
 * @param inverted whether it is NotPrincipal: whom it names, the statement is not about
 */
record Principals(
    boolean inverted,
    boolean everyone,
    Set<String> accounts,
    Set<String> arns,
    Set<String> services) {

  /** How a statement is about a principal. */
  enum Match {
    NONE,
    /** Its account is meant: what it gives, the account's own policies give on. */
    ACCOUNT,
    DIRECT
  }

  /** How an Allow statement is about a principal. */
  Match allowed(Principal principal) {
    Match named = named(principal);
    if (!inverted) {
      return named;
    }
    return named == Match.NONE ? Match.DIRECT : Match.NONE;
  }

  /**
   * Whether a Deny statement is about a principal. A principal is an account, perhaps a role, and
   * itself: NotPrincipal spares it only if it names all of them.
   */
  boolean denied(Principal principal) {
    return inverted ? !sparesAll(principal) : named(principal) != Match.NONE;
  }

  private Match named(Principal principal) {
    if (everyone
        || arns.contains(principal.arn())
        || arns.contains(principal.entity())
        || (principal.kind() == Principal.Kind.SERVICE && services.contains(principal.name()))) {
      return Match.DIRECT;
    }
    if (accounts.contains(principal.account())) {
      return principal.kind() == Principal.Kind.ROOT ? Match.DIRECT : Match.ACCOUNT;
    }
    return Match.NONE;
  }

  private boolean sparesAll(Principal principal) {
    if (everyone) {
      return true;
    }
    return switch (principal.kind()) {
      case SERVICE -> services.contains(principal.name());
      case ROOT -> accounts.contains(principal.account());
      default ->
          accounts.contains(principal.account())
              && arns.contains(principal.entity())
              && arns.contains(principal.arn());
    };
  }
}
