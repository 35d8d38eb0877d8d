package io.github.kmsjca.localkms.internal.operation.importing;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which material an import may bring: the first is free to choose, what comes later must be known,
 * unless it is said to be new, for the next rotation of a symmetric key.
 */
final class Reimport {
  private static final String NEW = "NEW_KEY_MATERIAL";
  private static final String EXISTING = "EXISTING_KEY_MATERIAL";

  static final Member TYPE = Member.oneOf("ImportType", List.of(NEW, EXISTING));
  static final Member DESCRIPTION =
      Member.string("KeyMaterialDescription").between(0, 256).matching("^[a-zA-Z0-9:/_\\s.-]+$");
  static final Member MATERIAL =
      Member.string("KeyMaterialId").between(64, 64).matching("^[a-f0-9]+$");

  private Reimport() {}

  /** What the input alone tells. */
  static void checkInput(Input input) {
    if (says(input, NEW) && input.has(MATERIAL.name())) {
      throw ErrorType.VALIDATION.failure(
          "KeyMaterialId must not be specified if ImportType is NEW_KEY_MATERIAL.");
    }
  }

  /** What key and input tell. */
  static void checkKey(Input input, KmsKey key) {
    boolean symmetric = key.spec() == KeySpec.SYMMETRIC_DEFAULT;
    if (!symmetric && Stream.of(TYPE, DESCRIPTION, MATERIAL).anyMatch(m -> input.has(m.name()))) {
      throw ErrorType.VALIDATION.failure(
          "ImportType, KeyMaterialDescription and KeyMaterialId are for symmetric encryption keys"
              + " only.");
    }
  }

  /**
   * Lets the material of that id pass, or refuses it.
   *
   * @return whether it is for the next rotation
   */
  static boolean check(Input input, KmsKey key, String materialId) {
    boolean known = key.materials().find(materialId).isPresent();
    boolean first = key.materials().used().isEmpty();
    boolean fresh = first ? !says(input, EXISTING) : says(input, NEW);
    boolean named = input.text(MATERIAL.name()).filter(id -> !id.equals(materialId)).isEmpty();
    if (known == fresh || !named || (first && input.has(MATERIAL.name()))) {
      throw ErrorType.INCORRECT_KEY_MATERIAL.failure(
          "The key material is not the one that " + key.arn() + " awaits.");
    }
    if (fresh && !first) {
      checkRoom(key);
    }
    return fresh && !first;
  }

  /** Material that is there already does not vanish by coming again. */
  static Instant seenFrom(Invocation call, String materialId) {
    return call.key()
        .materials()
        .find(materialId)
        .filter(HeldMaterial::present)
        .map(HeldMaterial::seenFrom)
        .orElseGet(() -> call.environment().consistency().seenFrom(call.now()));
  }

  private static void checkRoom(KmsKey key) {
    MultiRegion.refuseReplica(key);
    if (key.materials().pending() != null) {
      throw ErrorType.INVALID_STATE.failure(
          key.arn() + " already has key material that is pending rotation.");
    }
  }

  private static boolean says(Input input, String type) {
    return input.text(TYPE.name()).filter(type::equals).isPresent();
  }
}
