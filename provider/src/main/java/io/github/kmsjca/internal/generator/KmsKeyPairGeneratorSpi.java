package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.delegation.ForeignGenerator;
import io.github.kmsjca.internal.delegation.GeneratorSearch;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Who names the provider, or gives parameters of ours, gets our keys or our refusal; all others get
 * what there would be without us. A source of randomness is not used for ours, which are made in
 * KMS.
 */
public final class KmsKeyPairGeneratorSpi extends KeyPairGeneratorSpi {
  private final Generator own;

  /** For plain use; {@code null} if the provider was named, or nobody else has the algorithm. */
  private final @Nullable ForeignGenerator<KeyPairGenerator> foreign;

  /**
   * An engine for the search that JCA is making.
   *
   * @param name the one of the row's names that was asked for
   * @throws NoSuchAlgorithmException if that search is not for us
   */
  public KmsKeyPairGeneratorSpi(GeneratorAlgorithm row, String name, Workshop workshop)
      throws NoSuchAlgorithmException {
    boolean named = !GeneratorSearch.isByAlgorithmAlone();
    this.own = new Generator(row, workshop, named);
    this.foreign = named ? null : ForeignGenerator.ofPairs(name, row.isOwnName(name));
  }

  @Override
  public void initialize(int size, @Nullable SecureRandom random) {
    if (foreign == null) {
      own.init(size);
    } else {
      own.clear();
      foreign.initialise(size, others -> others.initialize(size, random));
    }
  }

  @Override
  public void initialize(@Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
      throws InvalidAlgorithmParameterException {
    if (foreign == null || Generator.isOwn(parameters)) {
      own.init(parameters);
    } else {
      own.clear();
      foreign.initialise(parameters, others -> others.initialize(parameters, random));
    }
  }

  @Override
  public KeyPair generateKeyPair() {
    return foreign == null || own.isWanted()
        ? own.keyPair()
        : foreign.generate(KeyPairGenerator::generateKeyPair);
  }
}
