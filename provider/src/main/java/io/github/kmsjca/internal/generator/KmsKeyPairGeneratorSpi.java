package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGeneratorSpi;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Throws, unless it is given parameters of ours: JCA then goes on to the next provider. A source of
 * randomness is not used, since the keys are made in KMS.
 */
public final class KmsKeyPairGeneratorSpi extends KeyPairGeneratorSpi {
  private final Generator generator;

  public KmsKeyPairGeneratorSpi(GeneratorAlgorithm row, Workshop workshop) {
    this.generator = new Generator(row, workshop);
  }

  @Override
  public void initialize(int size, @Nullable SecureRandom random) {
    generator.init(size);
  }

  @Override
  public void initialize(@Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidAlgorithmParameterException {
    generator.init(parameters);
  }

  @Override
  public KeyPair generateKeyPair() {
    return generator.order().keyPair();
  }
}
