package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/** On what kind of key an operation works at all, in whatever state the key is. */
public enum KindRule {
  /** On every kind. */
  ANY,
  /** Only on keys whose material is imported. */
  IMPORTED,
  /** Only on keys whose material KMS makes. */
  OWN_MATERIAL,
  /** Only on keys for symmetric encryption whose material is in KMS itself. */
  SYMMETRIC,
  /** Only on keys for symmetric encryption whose material KMS makes, and can make anew. */
  ROTATING;

  /** Lets the key pass, or refuses the call. */
  public void check(KmsKey key) {
    boolean forSymmetric = this == SYMMETRIC || this == ROTATING;
    if (forSymmetric && key.spec() != KeySpec.SYMMETRIC_DEFAULT) {
      throw ErrorType.UNSUPPORTED.failure();
    }
    boolean fits =
        switch (this) {
          case IMPORTED -> key.origin() == Origin.EXTERNAL;
          case OWN_MATERIAL, ROTATING -> key.origin() == Origin.AWS_KMS;
          case SYMMETRIC -> key.kind().custody().keyStore() == null;
          case ANY -> true;
        };
    if (!fits) {
      throw ErrorType.UNSUPPORTED.failure(
          key.arn() + " origin is " + key.origin() + " which is not valid for this operation.");
    }
  }
}
