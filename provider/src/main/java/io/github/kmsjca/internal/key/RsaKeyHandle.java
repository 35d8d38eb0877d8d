package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * {@link RSAKey} with the real modulus: JSSE chooses signature schemes by its size. Algorithm and
 * parameters are the public key's: a certificate may bind the key to RSASSA-PSS.
 */
sealed class RsaKeyHandle extends PrivateKeyHandle implements RSAKey permits RsaSecretlessKey {
  private static final long serialVersionUID = 1L;

  RsaKeyHandle(
      KeyArn arn, KeySpec spec, KeyUsage usage, KeyAccess access, @Nullable PublicKey key) {
    super(arn, spec, usage, access, key);
  }

  @Override
  public BigInteger getModulus() {
    return ((RSAKey) publicKey()).getModulus();
  }

  @Override
  public @Nullable AlgorithmParameterSpec getParams() {
    return ((RSAKey) publicKey()).getParams();
  }
}
