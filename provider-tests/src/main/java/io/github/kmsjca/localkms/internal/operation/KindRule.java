package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/** On what kind of key an operation works at all, in whatever state the key is. */
public enum KindRule {
  /** On every kind. */
  ANY,
  /** Only on keys whose material is imported. */
  IMPORTED;

  /** Lets the key pass, or refuses the call. */
  public void check(KmsKey key) {
    if (this == IMPORTED && key.origin() != Origin.EXTERNAL) {
      throw originOf(key);
    }
  }

  private static KmsFailure originOf(KmsKey key) {
    return ErrorType.UNSUPPORTED.failure(
        key.arn() + " origin is " + key.origin() + " which is not valid for this operation.");
  }
}
