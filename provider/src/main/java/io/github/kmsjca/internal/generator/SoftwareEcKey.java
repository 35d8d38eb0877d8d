package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.key.ParameterizedKey;
import io.github.kmsjca.spec.WrappedDataKey;
import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;

/** A data key on an elliptic curve. */
final class SoftwareEcKey extends SoftwarePrivateKey<ECPrivateKey>
    implements ECPrivateKey, ParameterizedKey {
  private static final long serialVersionUID = 1L;

  SoftwareEcKey(ECPrivateKey key, WrappedDataKey wrappedForm) {
    super(key, wrappedForm);
  }

  @Override
  public BigInteger getS() {
    return key().getS();
  }

  @Override
  public ECParameterSpec getParams() {
    return key().getParams();
  }
}
