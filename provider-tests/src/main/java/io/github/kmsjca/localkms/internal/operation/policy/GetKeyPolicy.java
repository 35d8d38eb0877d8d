package io.github.kmsjca.localkms.internal.operation.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyPolicy;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Shows the policy of a key, as it was set.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html">GetKeyPolicy</a>
 */
public final class GetKeyPolicy implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("GetKeyPolicy", Members.KEY_ID, PolicyName.MEMBER)
          .on(KeyRule.MANAGED_KEY, StateRule.ANY);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    PolicyName.check(call.input());
    return Json.object()
        .put("Policy", KeyPolicy.document(call.key()))
        .put("PolicyName", PolicyName.ONLY);
  }
}
