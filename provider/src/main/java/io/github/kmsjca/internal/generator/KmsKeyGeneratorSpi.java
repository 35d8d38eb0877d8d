package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import java.security.InvalidAlgorithmParameterException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** As {@link KmsKeyPairGeneratorSpi}, for secret keys. */
public final class KmsKeyGeneratorSpi extends KeyGeneratorSpi {
  private final Generator generator;

  public KmsKeyGeneratorSpi(GeneratorAlgorithm row, Workshop workshop) {
    this.generator = new Generator(row, workshop);
  }

  @Override
  protected void engineInit(@Nullable SecureRandom random) {
    generator.init();
  }

  @Override
  protected void engineInit(int size, @Nullable SecureRandom random) {
    generator.init(size);
  }

  @Override
  protected void engineInit(
      @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidAlgorithmParameterException {
    generator.init(parameters);
  }

  @Override
  protected SecretKey engineGenerateKey() {
    return generator.order().secretKey();
  }
}
