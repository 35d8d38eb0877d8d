package io.github.kmsjca.localkms.internal.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Scope;
import java.util.Optional;

/** The policy of a new key. */
public final class KeyPolicy {
  /** The member of the input. */
  public static final Member MEMBER =
      Member.string("Policy").between(1, 131072).matching("[\\t\\n\\r\\u0020-\\u00FF]+");

  /** Whether the caller may lock itself out. */
  public static final Member BYPASS = Member.flag("BypassPolicyLockoutSafetyCheck");

  private static final int MAX_BYTES = 32768;
  private static final JsonMapper POLICIES = new JsonMapper();

  private KeyPolicy() {}

  /** The policy of an input, if it has one, or a refusal. */
  public static Optional<String> of(Input input) {
    Optional<String> policy = input.text(MEMBER.name());
    policy.ifPresent(KeyPolicy::check);
    return policy;
  }

  /** What a key has that was made without: its account may do everything. */
  public static String usual(Scope scope) {
    return Json.object()
        .put("Version", "2012-10-17")
        .set(
            "Statement",
            Json.object()
                .put("Effect", "Allow")
                .put("Action", "kms:*")
                .put("Resource", "*")
                .set(
                    "Principal",
                    Json.object()
                        .put(
                            "AWS",
                            "arn:" + scope.partition() + ":iam::" + scope.account() + ":root")))
        .toString();
  }

  private static void check(String policy) {
    if (policy.getBytes(UTF_8).length > MAX_BYTES) {
      throw ErrorType.LIMIT_EXCEEDED.failure("A key policy has at most " + MAX_BYTES + " bytes.");
    }
    try {
      JsonNode document = POLICIES.readTree(policy);
      if (document.isObject() && document.has("Statement")) {
        return;
      }
    } catch (JsonProcessingException e) {
      // Answered below, like any other text that is no policy.
    }
    throw ErrorType.MALFORMED_POLICY.failure("The new key policy is not a policy document.");
  }
}
