package io.github.kmsjca.localkms.internal.operation.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.KindRule;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import org.jspecify.annotations.Nullable;

/**
 * Has a key keep the material it has.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html">DisableKeyRotation</a>
 */
public final class DisableKeyRotation implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("DisableKeyRotation", Members.KEY_ID)
          .on(KeyRule.MANAGED_KEY, StateRule.ROTATING)
          .onlyOn(KindRule.OWN_MATERIAL)
          .checkingStateFirst()
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    MultiRegion.refuseReplica(call.key());
    call.put(call.key().rotating(null));
    return null;
  }
}
