package io.github.kmsjca.localkms.internal.operation.importing;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which material an import may bring: the first is free to choose, all later ones must bring the
 * same. What KMS allows beyond that, further material for a symmetric key that a rotation on demand
 * is to take up, is refused here, where no material rotates.
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

  /** Lets the material of that id pass, or refuses it. */
  static void check(Input input, KmsKey key, String materialId) {
    String known = key.materialId();
    boolean first = known.isEmpty();
    boolean same = known.equals(materialId);
    if (says(input, NEW) && !first && !same) {
      throw ErrorType.UNSUPPORTED.failure(
          key.arn() + " has key material already, and this KMS does not rotate it.");
    }
    boolean expected = first ? !says(input, EXISTING) : same && !says(input, NEW);
    boolean named = input.text(MATERIAL.name()).filter(id -> !id.equals(known)).isEmpty();
    if (!expected || !named) {
      throw ErrorType.INCORRECT_KEY_MATERIAL.failure(
          "The key material is not the one that " + key.arn() + " awaits.");
    }
  }

  private static boolean says(Input input, String type) {
    return input.text(TYPE.name()).filter(type::equals).isPresent();
  }
}
