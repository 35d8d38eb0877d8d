package io.github.kmsjca.localkms.internal.operation.multiregion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyMetadata;
import io.github.kmsjca.localkms.internal.operation.KeyPolicy;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.operation.Tags;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a copy of a multi-Region key in another Region: the same id and material under an ARN, a
 * policy, tags and aliases of its own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html">ReplicateKey</a>
 */
public final class ReplicateKey implements Operation {
  private static final Member REGION = region("ReplicaRegion");
  private static final OperationRow ROW =
      OperationRow.of(
              "ReplicateKey",
              Members.KEY_ID,
              REGION,
              KeyPolicy.MEMBER,
              KeyPolicy.BYPASS,
              Members.DESCRIPTION,
              Members.TAGS)
          .on(KeyRule.MANAGED_KEY, StateRule.REPLICABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Input input = call.input();
    KmsKey primary = call.key();
    Scope target = target(call, primary);
    Map<String, String> tags = Tags.of(input);
    String policy = KeyPolicy.of(input).orElse(null);
    KmsKey replica =
        primary.replicatedTo(
            target,
            input.text(Members.DESCRIPTION.name()).orElse(""),
            tags,
            policy,
            call.now(),
            call.environment().consistency().seenFrom(call.now()));
    KeyPolicy.checkLockout(call, replica);
    call.access().authorize("kms:CreateKey", "*");
    if (input.has(Members.TAGS.name())) {
      call.access().authorize("kms:TagResource", replica.arn());
    }
    if (!call.store().realm(target).keys().add(replica)) {
      throw ErrorType.ALREADY_EXISTS.failure(
          replica.arn() + " already exists in Region " + target.region() + ".");
    }
    ObjectNode answer = Json.object();
    answer.set("ReplicaKeyMetadata", KeyMetadata.of(call, replica));
    answer.put("ReplicaPolicy", policy == null ? KeyPolicy.usual(target) : policy);
    if (!tags.isEmpty()) {
      ArrayNode tagList = answer.putArray("ReplicaTags");
      new TreeMap<>(tags)
          .forEach((key, value) -> tagList.addObject().put("TagKey", key).put("TagValue", value));
    }
    return answer;
  }

  /** The member that names a Region. */
  static Member region(String name) {
    return Member.string(name).between(1, 32).matching("^([a-z]+-){2,3}\\d+$").required();
  }

  private static Scope target(Invocation call, KmsKey primary) {
    MultiRegion.checkPrimary(primary);
    Scope target = new Scope(call.scope().account(), call.input().required(REGION.name()));
    if (!target.partition().equals(call.scope().partition())) {
      throw ErrorType.UNSUPPORTED.failure(
          "Region " + target.region() + " is not in partition " + call.scope().partition() + ".");
    }
    return target;
  }
}
