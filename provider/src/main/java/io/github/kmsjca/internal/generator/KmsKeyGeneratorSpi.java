package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyGenerator;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** As {@link KmsKeyPairGeneratorSpi}, for secret keys. */
public final class KmsKeyGeneratorSpi extends KeyGeneratorSpi {
  private final Generator generator;
  private final Stranded<KeyGenerator> stranded;

  /** Has the calls that JCA would not take on to it; mostly there is none. */
  private @Nullable KeyGenerator foreign;

  public KmsKeyGeneratorSpi(GeneratorAlgorithm row, Workshop workshop) {
    Neighbours neighbours = new Neighbours(workshop.resolver(), row);
    boolean byAlgorithmAlone = Search.isByAlgorithmAlone(KeyGenerator.class);
    this.generator = new Generator(row, workshop, byAlgorithmAlone);
    this.stranded =
        new Stranded<>(
            neighbours,
            provider -> KeyGenerator.getInstance(row.jcaName(), provider),
            byAlgorithmAlone);
  }

  @Override
  protected void engineInit(SecureRandom random) {
    plain(generator::init, others -> others.init(random));
  }

  @Override
  protected void engineInit(int size, SecureRandom random) {
    plain(() -> generator.init(size), others -> others.init(size, random));
  }

  private void plain(Runnable own, Stranded.Initialisation<KeyGenerator> initialisation) {
    try {
      own.run();
      foreign = null;
    } catch (InvalidParameterException e) {
      foreign = stranded.handedOn(initialisation, e);
    }
  }

  @Override
  protected void engineInit(
      @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidAlgorithmParameterException {
    try {
      generator.init(parameters);
      foreign = null;
    } catch (InvalidAlgorithmParameterException e) {
      if (Generator.isOwn(parameters)) {
        throw e;
      }
      foreign = stranded.handedOn(others -> others.init(parameters, random), e);
    }
  }

  @Override
  protected SecretKey engineGenerateKey() {
    return foreign == null ? generator.order().secretKey() : foreign.generateKey();
  }
}
