package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
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

  /** Has the calls that JCA would not take on to it; mostly there is none. */
  private final @Nullable KeyPairGenerator foreign;

  public KmsKeyPairGeneratorSpi(GeneratorAlgorithm row, Workshop workshop) {
    this.generator = new Generator(row, workshop);
    this.foreign = FormerStyle.behind(new Neighbours(workshop.resolver(), row), row.jcaName());
  }

  @Override
  public void initialize(int size, @Nullable SecureRandom random) {
    if (foreign == null) {
      generator.init(size);
    } else {
      generator.clear();
      foreign.initialize(size, random);
    }
  }

  @Override
  public void initialize(@Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidAlgorithmParameterException {
    if (foreign == null || Generator.isOwn(parameters)) {
      generator.init(parameters);
    } else {
      generator.clear();
      foreign.initialize(parameters, random);
    }
  }

  @Override
  public KeyPair generateKeyPair() {
    return foreign == null || generator.isInitialised()
        ? generator.order().keyPair()
        : foreign.generateKeyPair();
  }
}
