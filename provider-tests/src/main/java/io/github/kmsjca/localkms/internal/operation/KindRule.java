package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/** On what kind of key an operation works at all, in whatever state the key is. */
public enum KindRule {
  /** On every kind. */
  ANY,
  /** Only on keys whose material is imported. */
  IMPORTED,
  /** Only on keys for symmetric encryption. */
  SYMMETRIC,
  /** Only on keys for symmetric encryption whose material KMS makes, and can make anew. */
  ROTATING;

  /** Lets the key pass, or refuses the call. */
  public void check(KmsKey key) {
    boolean forSymmetric = this == SYMMETRIC || this == ROTATING;
    if (forSymmetric && key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
      throw refusal(key, "key spec is " + key.spec());
    }
    boolean fits =
        switch (this) {
          case IMPORTED -> key.origin() == Origin.EXTERNAL;
          case ROTATING -> key.origin() == Origin.AWS_KMS;
          case ANY, SYMMETRIC -> true;
        };
    if (!fits) {
      throw refusal(key, "origin is " + key.origin());
    }
  }

  private static KmsFailure refusal(KmsKey key, String what) {
    return ErrorType.UNSUPPORTED.failure(
        key.arn() + " " + what + " which is not valid for this operation.");
  }
}
