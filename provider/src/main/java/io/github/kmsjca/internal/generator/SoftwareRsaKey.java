package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.key.ParameterizedKey;
import io.github.kmsjca.spec.WrappedDataKey;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/** An RSA data key. */
final class SoftwareRsaKey extends SoftwarePrivateKey<RSAPrivateCrtKey>
    implements RSAPrivateCrtKey, ParameterizedKey {
  private static final long serialVersionUID = 1L;

  SoftwareRsaKey(RSAPrivateCrtKey key, WrappedDataKey wrappedForm) {
    super(key, wrappedForm);
  }

  @Override
  public BigInteger getModulus() {
    return key().getModulus();
  }

  @Override
  public @Nullable AlgorithmParameterSpec getParams() {
    return key().getParams();
  }

  @Override
  public BigInteger getPublicExponent() {
    return key().getPublicExponent();
  }

  @Override
  public BigInteger getPrivateExponent() {
    return key().getPrivateExponent();
  }

  @Override
  public BigInteger getPrimeP() {
    return key().getPrimeP();
  }

  @Override
  public BigInteger getPrimeQ() {
    return key().getPrimeQ();
  }

  @Override
  public BigInteger getPrimeExponentP() {
    return key().getPrimeExponentP();
  }

  @Override
  public BigInteger getPrimeExponentQ() {
    return key().getPrimeExponentQ();
  }

  @Override
  public BigInteger getCrtCoefficient() {
    return key().getCrtCoefficient();
  }
}
