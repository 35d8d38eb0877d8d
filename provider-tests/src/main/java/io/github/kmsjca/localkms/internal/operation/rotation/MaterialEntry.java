package io.github.kmsjca.localkms.internal.operation.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One key material as ListKeyRotations shows it.
 *
 * @param position in the history of the key
 * @param state what the key does with it
 */
record MaterialEntry(KmsKey key, int position, HeldMaterial material, String state) {

  /** All of them, the oldest first. */
  static Stream<MaterialEntry> of(Invocation call) {
    KmsKey key = call.key();
    List<HeldMaterial> all = key.materials().all().toList();
    int used = key.materials().used().size();
    String pending =
        MultiRegion.of(call, key).pendingEverywhere()
            ? "PENDING_ROTATION"
            : "PENDING_MULTI_REGION_IMPORT_AND_ROTATION";
    return IntStream.range(0, all.size())
        .mapToObj(
            position ->
                new MaterialEntry(
                    key, position, all.get(position), state(position, used, pending)));
  }

  private static String state(int position, int used, String pending) {
    if (position >= used) {
      return pending;
    }
    return position == used - 1 ? "CURRENT" : "NON_CURRENT";
  }

  /** Its name within the listing, which ascends. */
  String name() {
    return "%05d".formatted(position);
  }

  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("KeyId", key.arn())
            .put("KeyMaterialId", material.id())
            .put("KeyMaterialState", state);
    if (key.origin() == Origin.EXTERNAL) {
      describeImport(json);
    }
    HeldMaterial.Turn turn = material.rotation();
    if (turn != null) {
      json.put("RotationDate", Json.seconds(turn.date()))
          .put("RotationType", turn.onDemand() ? "ON_DEMAND" : "AUTOMATIC");
    }
    return json;
  }

  private void describeImport(ObjectNode json) {
    if (!material.description().isEmpty()) {
      json.put("KeyMaterialDescription", material.description());
    }
    json.put("ImportState", material.present() ? "IMPORTED" : "PENDING_IMPORT");
    if (material.present()) {
      Json.expiration(json, material.validTo());
    }
  }
}
