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
    Reimport.check(call.input(), key, id);
    String description = call.input().text(Reimport.DESCRIPTION.name()).orElse("");
    HeldMaterial imported =
        HeldMaterial.imported(id, material, description, validTo, seenFrom(call));
    call.put(key.holding(key.materials().with(imported)));
    ObjectNode answer = Json.object().put("KeyId", key.arn());
    return key.spec() == KeySpec.SYMMETRIC_DEFAULT ? answer.put("KeyMaterialId", id) : answer;
  }

  /** Material that is there already does not vanish by coming again. */
  private static Instant seenFrom(Invocation call) {
    return call.key()
        .materials()
        .current()
        .filter(HeldMaterial::present)
        .map(HeldMaterial::seenFrom)
        .orElseGet(() -> call.environment().consistency().seenFrom(call.now()));
  }
}
