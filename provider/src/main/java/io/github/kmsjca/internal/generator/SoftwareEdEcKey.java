package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.key.ParameterizedKey;
import io.github.kmsjca.spec.WrappedDataKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/** An Ed25519 data key. */
final class SoftwareEdEcKey extends SoftwarePrivateKey<EdECPrivateKey>
    implements EdECPrivateKey, ParameterizedKey {
  private static final long serialVersionUID = 1L;

  SoftwareEdEcKey(EdECPrivateKey key, WrappedDataKey wrappedForm) {
    super(key, wrappedForm);
  }

  @Override
  public Optional<byte[]> getBytes() {
    return key().getBytes();
  }

  @Override
  public NamedParameterSpec getParams() {
    return key().getParams();
  }
}
