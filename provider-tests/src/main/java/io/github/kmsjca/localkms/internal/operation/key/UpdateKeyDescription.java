package io.github.kmsjca.localkms.internal.operation.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import org.jspecify.annotations.Nullable;

/**
 * Says otherwise what a key is for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html">UpdateKeyDescription</a>
 */
public final class UpdateKeyDescription implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("UpdateKeyDescription", Members.KEY_ID, Members.DESCRIPTION.required())
          .on(KeyRule.MANAGED_KEY, StateRule.DESCRIBABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    String description = call.input().required(Members.DESCRIPTION.name());
    call.put(call.key().edit().description(description).done());
    return null;
  }
}
