package io.github.kmsjca.localkms.internal.operation.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import java.util.List;

/**
 * Lists the names of a key's policies, of which there is one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html">ListKeyPolicies</a>
 */
public final class ListKeyPolicies implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("ListKeyPolicies", Members.KEY_ID, Members.limit(1000), Members.MARKER)
          .on(KeyRule.MANAGED_KEY, StateRule.ANY);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    ObjectNode answer = Json.object();
    answer.set("PolicyNames", Json.texts(List.of(PolicyName.ONLY)));
    return answer.put("Truncated", false);
  }
}
