package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.policy.Policy;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.Optional;

/** The policy of a key, in the inputs that set one. */
public final class KeyPolicy {
  /** The member of the input. */
  public static final Member MEMBER =
      Member.string("Policy").between(1, 131072).matching("[\\t\\n\\r\\u0020-\\u00FF]+");

  /** Whether the caller may lock itself out. */
  public static final Member BYPASS = Member.flag("BypassPolicyLockoutSafetyCheck");

  private KeyPolicy() {}

  /** The policy of an input, if it has one, or a refusal of what is no policy. */
  public static Optional<String> of(Input input) {
    Optional<String> policy = input.text(MEMBER.name());
    policy.ifPresent(Policy::ofKey);
    return policy;
  }

  /** The policy of a key as its document. */
  public static String document(KmsKey key) {
    String policy = key.policy();
    return policy == null ? usual(key.scope()) : policy;
  }

  /**
   * What a key has that was made without, word for word as KMS has it: the account may do
   * everything, and decides by the policies of its users and roles who of them may.
   */
  public static String usual(Scope scope) {
    return """
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "arn:%s:iam::%s:root"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }"""
        .formatted(scope.partition(), scope.account());
  }

  /**
   * Lets a key have the policy that the call gives it, unless the caller would lock itself out of
   * changing it again and does not say that it wants that.
   *
   * @param key with the new policy
   */
  public static void checkLockout(Invocation call, KmsKey key) {
    if (call.input().has(MEMBER.name())
        && !call.input().flag(BYPASS.name())
        && !call.access().policiesAllow("kms:PutKeyPolicy", key)) {
      throw ErrorType.MALFORMED_POLICY.failure(
          "The new key policy will not allow you to update the key policy in the future.");
    }
  }
}
