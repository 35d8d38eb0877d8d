package io.github.kmsjca.localkms.internal.operation.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.KindRule;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/**
 * Takes imported material away from its key, which then awaits the same material again, or, of what
 * the next rotation was to lead to, any other. A key that has none stays as it is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteImportedKeyMaterial.html">DeleteImportedKeyMaterial</a>
 */
public final class DeleteImportedKeyMaterial implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("DeleteImportedKeyMaterial", Members.KEY_ID, Reimport.MATERIAL)
          .on(KeyRule.MANAGED_KEY, StateRule.IMPORT_REMOVABLE)
          .onlyOn(KindRule.IMPORTED)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    String named = call.input().text(Reimport.MATERIAL.name()).orElse(key.materialId());
    if (!named.isEmpty() && key.materials().find(named).isEmpty()) {
      throw ErrorType.NOT_FOUND.failure(
          "Key material '" + named + "' is not associated with " + key.arn());
    }
    if (key.materials().awaits(named) && !key.replica()) {
      forget(call);
    } else {
      call.put(key.holding(key.materials().without(named)));
    }
    ObjectNode answer = Json.object().put("KeyId", key.arn());
    return key.spec() == KeySpec.SYMMETRIC_DEFAULT && !named.isEmpty()
        ? answer.put("KeyMaterialId", named)
        : answer;
  }

  /** What was to come next has no place in the history yet: it goes from all Regions, for good. */
  private static void forget(Invocation call) {
    for (KmsKey relative : MultiRegion.of(call, call.key()).family()) {
      call.put(
          relative
              .edit()
              .materials(relative.materials().awaiting(null))
              .underway(relative.underway().rotating(null))
              .done());
    }
  }
}
