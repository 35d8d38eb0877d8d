package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.ECParameterSpec;
import org.jspecify.annotations.Nullable;

/** {@link ECKey} with the curve: JSSE chooses signature schemes by it. */
sealed class EcKeyHandle extends PrivateKeyHandle implements ECKey permits EcSecretlessKey {
  private static final long serialVersionUID = 1L;

  EcKeyHandle(KeyArn arn, KeySpec spec, KeyUsage usage, KeyAccess access, @Nullable PublicKey key) {
    super(arn, spec, usage, access, key);
  }

  @Override
  public ECParameterSpec getParams() {
    return ((ECKey) publicKey()).getParams();
  }
}
