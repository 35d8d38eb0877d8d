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
  private final GeneratorAlgorithm row;
  private final Neighbours neighbours;
  private final Generator generator;
  private final boolean wantedByAlgorithmAlone;

  /** Has the calls that JCA would not take on to it; mostly there is none. */
  private @Nullable KeyGenerator foreign;

  private boolean refused;

  public KmsKeyGeneratorSpi(GeneratorAlgorithm row, Workshop workshop) {
    this.row = row;
    this.neighbours = new Neighbours(workshop.resolver(), row);
    this.generator = new Generator(row, workshop);
    this.wantedByAlgorithmAlone = Search.isByAlgorithmAlone(KeyGenerator.class);
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
      handOn(initialisation, e);
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
      handOn(others -> others.init(parameters, random), e);
    }
  }

  /** The first refusal is for JCA, which goes on. If we are asked again, it could not. */
  private <E extends Exception> void handOn(
      Stranded.Initialisation<KeyGenerator> initialisation, E refusal) throws E {
    if (!refused || !wantedByAlgorithmAlone) {
      refused = true;
      throw refusal;
    }
    foreign =
        Stranded.handedOn(
            neighbours.others(),
            provider -> KeyGenerator.getInstance(row.jcaName(), provider),
            initialisation,
            refusal);
  }

  @Override
  protected SecretKey engineGenerateKey() {
    return foreign == null ? generator.order().secretKey() : foreign.generateKey();
  }
}
