package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.delegation.ForeignGenerator;
import io.github.kmsjca.internal.delegation.GeneratorSearch;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyGenerator;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** As {@link KmsKeyPairGeneratorSpi}, for secret keys. */
public final class KmsKeyGeneratorSpi extends KeyGeneratorSpi {
  private final Generator own;

  /** For plain use; {@code null} if the provider was named, or nobody else has the algorithm. */
  private final @Nullable ForeignGenerator<KeyGenerator> foreign;

  /**
   * An engine for the search that JCA is making.
   *
   * @param name the one of the row's names that was asked for
   * @throws NoSuchAlgorithmException if that search is not for us
   */
  public KmsKeyGeneratorSpi(GeneratorAlgorithm row, String name, Workshop workshop)
      throws NoSuchAlgorithmException {
    boolean named = !GeneratorSearch.isByAlgorithmAlone();
    this.own = new Generator(row, workshop, named);
    this.foreign = named ? null : ForeignGenerator.ofSecrets(name, row.isOwnName(name));
  }

  @Override
  protected void engineInit(@Nullable SecureRandom random) {
    if (foreign == null) {
      own.init();
    } else {
      own.clear();
      foreign.initialise(others -> others.init(random));
    }
  }

  @Override
  protected void engineInit(int size, @Nullable SecureRandom random) {
    if (foreign == null) {
      own.init(size);
    } else {
      own.clear();
      foreign.initialise(size, others -> others.init(size, random));
    }
  }

  @Override
  protected void engineInit(
      @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidAlgorithmParameterException {
    if (foreign == null || Generator.isOwn(parameters)) {
      own.init(parameters);
    } else {
      own.clear();
      foreign.initialise(parameters, others -> others.init(parameters, random));
    }
  }

  @Override
  protected SecretKey engineGenerateKey() {
    return foreign == null || own.isWanted()
        ? own.secretKey()
        : foreign.generate(KeyGenerator::generateKey);
  }
}
