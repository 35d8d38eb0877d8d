package io.github.kmsjca.localkms.internal.policy;

import io.github.kmsjca.localkms.internal.policy.Policy.Outcome;
import io.github.kmsjca.localkms.internal.policy.Principal.Kind;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Whether a principal may do what it wants, and why not. See <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html">how KMS
 * decides</a>.
 */
public enum Verdict {
  ALLOWED(""),
  DENIED_BY_KEY(" with an explicit deny in a resource-based policy"),
  DENIED_BY_IDENTITY(" with an explicit deny in an identity-based policy"),
  NOT_ALLOWED_BY_KEY(" because no resource-based policy allows the %s action"),
  NOT_ALLOWED_BY_IDENTITY(" because no identity-based policy allows the %s action"),
  /** All that a caller learns of a key of another account. */
  NOT_ALLOWED_ELSEWHERE(
      " because the resource does not exist in this Region, no resource-based policies allow"
          + " access, or a resource-based policy explicitly denies access");

  private final String reason;

  Verdict(String reason) {
    this.reason = reason;
  }

  /**
   * Decides on an action that concerns a key: its policy has to allow it, to the principal or to
   * the account, which gives it on by the policies of its identities; or a grant allows it. Across
   * accounts a key's policy gives only to accounts. What any policy denies stays denied.
   *
   * @param identity the policies of the principal itself; an account's root may all and has none
   * @param granted whether a grant allows it, asked only if that matters
   */
  public static Verdict onKey(
      AccessRequest access, Policy key, List<Policy> identity, BooleanSupplier granted) {
    Outcome given = key.outcome(access);
    Outcome own = own(access, identity);
    if (own == Outcome.DENIED) {
      return DENIED_BY_IDENTITY;
    }
    if (given == Outcome.DENIED) {
      return elsewhere(access) ? NOT_ALLOWED_ELSEWHERE : DENIED_BY_KEY;
    }
    boolean enough = given == Outcome.ALLOWED && !elsewhere(access);
    boolean both = given != Outcome.SILENT && own == Outcome.ALLOWED;
    if (enough || both || granted.getAsBoolean()) {
      return ALLOWED;
    }
    if (given != Outcome.SILENT) {
      return NOT_ALLOWED_BY_IDENTITY;
    }
    return elsewhere(access) ? NOT_ALLOWED_ELSEWHERE : NOT_ALLOWED_BY_KEY;
  }

  /**
   * Decides on an action that concerns no key: the policies of the principal alone count, and what
   * belongs to another account is out of reach.
   */
  public static Verdict onNoKey(AccessRequest access, List<Policy> identity) {
    return switch (own(access, identity)) {
      case DENIED -> DENIED_BY_IDENTITY;
      case ALLOWED -> elsewhere(access) ? NOT_ALLOWED_ELSEWHERE : ALLOWED;
      case SILENT, TO_ACCOUNT -> NOT_ALLOWED_BY_IDENTITY;
    };
  }

  /** The text of the refusal, as KMS words it. */
  public String refusal(AccessRequest access) {
    return "User: "
        + access.principal().arn()
        + " is not authorized to perform: "
        + access.action()
        + " on resource: "
        + access.resource()
        + reason.replace("%s", access.action());
  }

  private static Outcome own(AccessRequest access, List<Policy> identity) {
    Outcome own = access.principal().kind() == Kind.ROOT ? Outcome.ALLOWED : Outcome.SILENT;
    for (Policy policy : identity) {
      own = Policy.max(own, policy.outcome(access));
    }
    return own;
  }

  /** A service belongs to no account, so that a key's policy alone is enough for it. */
  private static boolean elsewhere(AccessRequest access) {
    return access.principal().kind() != Kind.SERVICE
        && !access.owner().equals(access.principal().account());
  }
}
