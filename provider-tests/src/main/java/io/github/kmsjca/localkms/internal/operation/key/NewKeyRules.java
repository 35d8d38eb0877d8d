package io.github.kmsjca.localkms.internal.operation.key;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Origin;
import java.util.Optional;

/** What a new key may be. */
final class NewKeyRules {
  private NewKeyRules() {}

  static Origin origin(Input input) {
    return input.text("Origin").map(Origin::valueOf).orElse(Origin.AWS_KMS);
  }

  static void checkImportable(Origin origin, KeySpec spec) {
    if (origin == Origin.EXTERNAL && !spec.importable()) {
      throw ErrorType.UNSUPPORTED.failure(
          "Keys of spec " + spec + " can not have imported key material.");
    }
  }

  static KeySpec spec(Input input) {
    if (input.has("KeySpec") && input.has("CustomerMasterKeySpec")) {
      throw ErrorType.VALIDATION.failure(
          "You cannot specify KeySpec and CustomerMasterKeySpec in the same request."
              + " CustomerMasterKeySpec is deprecated.");
    }
    return input
        .text("KeySpec")
        .or(() -> input.text("CustomerMasterKeySpec"))
        .map(KeySpec::valueOf)
        .orElse(KeySpec.SYMMETRIC_DEFAULT);
  }

  static KeyUsage usage(Input input, KeySpec spec) {
    Optional<KeyUsage> given = input.text("KeyUsage").map(KeyUsage::valueOf);
    if (given.isEmpty() && spec != KeySpec.SYMMETRIC_DEFAULT) {
      throw ErrorType.VALIDATION.failure(
          "You must specify a KeyUsage value for all KMS keys except for symmetric encryption"
              + " keys.");
    }
    KeyUsage usage = given.orElse(KeyUsage.ENCRYPT_DECRYPT);
    if (!spec.allows(usage)) {
      throw ErrorType.VALIDATION.failure(
          "KeyUsage " + usage + " is not compatible with KeySpec " + spec);
    }
    return usage;
  }
}
