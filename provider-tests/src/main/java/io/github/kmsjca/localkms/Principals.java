package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.policy.Identities;
import io.github.kmsjca.localkms.internal.policy.Identity;
import io.github.kmsjca.localkms.internal.policy.Policy;
import io.github.kmsjca.localkms.internal.policy.Principal;
import io.github.kmsjca.localkms.internal.sigv4.Credential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The principals that have a name and policies of their own. */
final class Principals {
  private final Map<String, Identity> named = new HashMap<>();

  void add(String accessKeyId, String arn, List<String> policies) {
    Principal principal =
        Principal.of(arn)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Not the ARN of a user, a session of a role or an account's root: " + arn));
    List<Policy> read = policies.stream().map(document -> read(arn, document)).toList();
    if (named.putIfAbsent(accessKeyId, new Identity(principal, read)) != null) {
      throw new IllegalArgumentException("There already is a principal of " + accessKeyId);
    }
  }

  /** Whether every access key is one of an administrator. */
  boolean none() {
    return named.isEmpty();
  }

  /** Who stands behind these access keys. */
  Identities identities(List<Credential> accepted) {
    named.forEach((accessKeyId, identity) -> check(accepted, accessKeyId, identity));
    return new Identities(named);
  }

  private static void check(List<Credential> accepted, String accessKeyId, Identity identity) {
    Credential credential =
        accepted.stream()
            .filter(one -> one.accessKeyId().equals(accessKeyId))
            .findAny()
            .orElseThrow(() -> new IllegalStateException("There is no access key " + accessKeyId));
    if (!credential.account().equals(identity.principal().account())) {
      throw new IllegalStateException(
          "The access key "
              + accessKeyId
              + " is of account "
              + credential.account()
              + ", unlike "
              + identity.principal().arn());
    }
  }

  private static Policy read(String arn, String document) {
    try {
      return Policy.ofIdentity(document);
    } catch (KmsFailure refusal) {
      throw new IllegalArgumentException(
          "A policy of " + arn + " is none: " + refusal.getMessage(), refusal);
    }
  }
}
