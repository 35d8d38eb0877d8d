package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link EdECPrivateKey} with empty bytes, which by its contract means "cannot be extracted". */
final class EdEcKeyHandle extends PrivateKeyHandle implements EdECPrivateKey {
  private static final long serialVersionUID = 1L;

  EdEcKeyHandle(
      KeyArn arn, KeySpec spec, KeyUsage usage, KeyAccess access, @Nullable PublicKey key) {
    super(arn, spec, usage, access, key);
  }

  @Override
  public Optional<byte[]> getBytes() {
    keyArn(); // which an empty copy refuses, in words of its own
    return Optional.empty();
  }

  @Override
  public NamedParameterSpec getParams() {
    return NamedParameterSpec.ED25519;
  }
}
