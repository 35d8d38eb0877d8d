package io.github.kmsjca.localkms.internal.policy;

import java.util.List;

/** A principal and the policies of its own. */
public record Identity(Principal principal, List<Policy> policies) {
  private static final List<Policy> ADMINISTRATOR =
      List.of(
          Policy.ofIdentity(
              """
              {"Version":"2012-10-17",
               "Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""));

  /** Copies the policies. */
  public Identity {
    policies = List.copyOf(policies);
  }

  /** One that may do whatever its account may. */
  public static Identity administrator(Principal principal) {
    return new Identity(principal, ADMINISTRATOR);
  }
}
