package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
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
  private final Stranded<KeyPairGenerator> stranded;

  /** Has the calls that JCA would not take on to it; mostly there is none. */
  private @Nullable KeyPairGenerator foreign;

  public KmsKeyPairGeneratorSpi(GeneratorAlgorithm row, Workshop workshop) {
    Neighbours neighbours = new Neighbours(workshop.resolver(), row);
    boolean byAlgorithmAlone = Search.isByAlgorithmAlone(KeyPairGenerator.class);
    this.generator = new Generator(row, workshop, byAlgorithmAlone);
    this.stranded =
        new Stranded<>(
            neighbours,
            provider -> KeyPairGenerator.getInstance(row.jcaName(), provider),
            byAlgorithmAlone);
    this.foreign = byAlgorithmAlone ? FormerStyle.behind(neighbours, row.jcaName()) : null;
  }

  @Override
  public void initialize(int size, @Nullable SecureRandom random) {
    if (foreign != null) {
      generator.clear();
      foreign.initialize(size, random);
      return;
    }
    try {
      generator.init(size);
    } catch (InvalidParameterException e) {
      foreign = stranded.handedOn(others -> others.initialize(size, random), e);
    }
  }

  @Override
  public void initialize(@Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidAlgorithmParameterException {
    if (foreign != null && !Generator.isOwn(parameters)) {
      generator.clear();
      foreign.initialize(parameters, random);
      return;
    }
    try {
      generator.init(parameters);
    } catch (InvalidAlgorithmParameterException e) {
      if (Generator.isOwn(parameters)) {
        throw e;
      }
      foreign = stranded.handedOn(others -> others.initialize(parameters, random), e);
    }
  }

  @Override
  public KeyPair generateKeyPair() {
    return foreign == null || generator.isInitialised()
        ? generator.order().keyPair()
        : foreign.generateKeyPair();
  }
}
