package io.github.kmsjca.internal.generator;

import io.github.kmsjca.spec.WrappedDataKey;
import java.security.PrivateKey;

/** A data key of a kind that JCA has no interface for. */
final class SoftwareNamedKey extends SoftwarePrivateKey<PrivateKey> {
  private static final long serialVersionUID = 1L;

  SoftwareNamedKey(PrivateKey key, WrappedDataKey wrappedForm) {
    super(key, wrappedForm);
  }
}
