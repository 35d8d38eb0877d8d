package io.github.kmsjca.localkms.internal.operation.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import org.jspecify.annotations.Nullable;

/**
 * Removes a name; the key stays.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html">DeleteAlias</a>
 */
public final class DeleteAlias implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("DeleteAlias", Members.ALIAS_NAME).takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    call.realm().removeAlias(AliasRules.existing(call).name());
    return null;
  }
}
