package io.github.kmsjca.localkms.internal.operation.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a key from being used.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html">DisableKey</a>
 */
public final class DisableKey implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("DisableKey", Members.KEY_ID)
          .on(KeyRule.MANAGED_KEY, StateRule.SWITCHABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    call.put(call.key().in(KeyState.DISABLED));
    return null;
  }
}
