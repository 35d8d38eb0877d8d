package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import org.jspecify.annotations.Nullable;

/** The opt-in adapter: an {@link ECPrivateKey} whose private value is in KMS. */
final class EcSecretlessKey extends EcKeyHandle implements ECPrivateKey {
  private static final long serialVersionUID = 1L;

  EcSecretlessKey(
      KeyArn arn, KeySpec spec, KeyUsage usage, KeyAccess access, @Nullable PublicKey key) {
    super(arn, spec, usage, access, key);
  }

  @Override
  public BigInteger getS() {
    throw secretIsInKms();
  }
}
