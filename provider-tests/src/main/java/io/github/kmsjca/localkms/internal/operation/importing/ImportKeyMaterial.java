package io.github.kmsjca.localkms.internal.operation.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.MaterialIds;
import io.github.kmsjca.localkms.internal.model.Input;
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
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import java.time.Instant;

/**
 * Gives a key the material that its owner has made, or gives it back.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html">ImportKeyMaterial</a>
 */
public final class ImportKeyMaterial implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "ImportKeyMaterial",
              Members.KEY_ID,
              WrappedMaterial.TOKEN,
              WrappedMaterial.WRAPPED,
              Expiration.VALID_TO,
              Expiration.MODEL,
              Reimport.TYPE,
              Reimport.DESCRIPTION,
              Reimport.MATERIAL)
          .on(KeyRule.MANAGED_KEY, StateRule.IMPORTABLE)
          .onlyOn(KindRule.IMPORTED)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    Expiration.checkInput(input);
    Reimport.checkInput(input);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    Reimport.checkKey(call.input(), key);
    Instant validTo = Expiration.validTo(call.input(), call.now());
    Material material = WrappedMaterial.open(call);
    String id = MaterialIds.of(key.id(), material);
    boolean next = Reimport.check(call.input(), key, id);
    HeldMaterial imported =
        HeldMaterial.imported(
            id, material, description(call, id), validTo, Reimport.seenFrom(call, id));
    if (next) {
      await(call, imported);
    } else {
      call.put(key.holding(key.materials().with(imported)));
    }
    ObjectNode answer = Json.object().put("KeyId", key.arn());
    return key.spec() == KeySpec.SYMMETRIC_DEFAULT ? answer.put("KeyMaterialId", id) : answer;
  }

  /** The replica keys await the same; it has to be imported there too. */
  private static void await(Invocation call, HeldMaterial next) {
    for (KmsKey relative : MultiRegion.of(call, call.key()).family()) {
      HeldMaterial own = relative.replica() ? HeldMaterial.named(next.id()) : next;
      call.put(relative.edit().materials(relative.materials().awaiting(own)).done());
    }
  }

  /** What the last import of the same material said, unless this one says something. */
  private static String description(Invocation call, String id) {
    return call.input()
        .text(Reimport.DESCRIPTION.name())
        .or(() -> call.key().materials().find(id).map(HeldMaterial::description))
        .orElse("");
  }
}
