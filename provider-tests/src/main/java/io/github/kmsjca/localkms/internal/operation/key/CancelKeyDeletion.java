package io.github.kmsjca.localkms.internal.operation.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Saves a key from deletion; it is disabled afterwards, or awaits its material again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html">CancelKeyDeletion</a>
 */
public final class CancelKeyDeletion implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("CancelKeyDeletion", Members.KEY_ID)
          .on(KeyRule.MANAGED_KEY, StateRule.PENDING_DELETION)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    call.put(call.key().saved());
    return Json.object().put("KeyId", call.key().arn());
  }
}
