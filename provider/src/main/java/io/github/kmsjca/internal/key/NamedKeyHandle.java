package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A plain private key: JCA has no interface for ML-DSA and ML-KEM. The parameters name the
 * parameter set.
 */
final class NamedKeyHandle extends PrivateKeyHandle {
  private static final long serialVersionUID = 1L;

  NamedKeyHandle(
      KeyArn arn, KeySpec spec, KeyUsage usage, KeyAccess access, @Nullable PublicKey key) {
    super(arn, spec, usage, access, key);
  }

  @Override
  public NamedParameterSpec getParams() {
    return new NamedParameterSpec(keySpec().replace('_', '-'));
  }
}
