package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.delegation.ForeignGenerator;
import io.github.kmsjca.internal.generator.KmsKeyGeneratorSpi;
import io.github.kmsjca.internal.generator.KmsKeyPairGeneratorSpi;
import io.github.kmsjca.internal.generator.Workshop;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/** A row of the generators. */
final class GeneratorService extends KmsService {
  private static final String OF_PAIRS =
      "io.github.kmsjca.internal.generator.KmsKeyPairGeneratorSpi";
  private static final String OF_SECRETS = "io.github.kmsjca.internal.generator.KmsKeyGeneratorSpi";

  private final GeneratorAlgorithm row;

  /** The one of its names that was asked for. */
  private final String name;

  GeneratorService(Provider provider, GeneratorAlgorithm row, Instance instance) {
    this(provider, row, row.jcaName(), instance);
  }

  private GeneratorService(
      Provider provider, GeneratorAlgorithm row, String name, Instance instance) {
    super(
        provider,
        row.engine(),
        row.jcaName(),
        row.isOfPairs() ? OF_PAIRS : OF_SECRETS,
        row.aliases(),
        instance);
    this.row = row;
    this.name = name;
  }

  /**
   * Nothing for a search that we make ourselves. Else who else has a generator depends on the name:
   * others know fewer aliases, or more.
   */
  @Override
  @Nullable KmsService askedBy(String name) {
    if (ForeignGenerator.isSearching()) {
      return null;
    }
    return name.equalsIgnoreCase(this.name)
        ? this
        : new GeneratorService(getProvider(), row, name, instance());
  }

  @Override
  Object newEngine() throws NoSuchAlgorithmException {
    Workshop workshop =
        new Workshop(instance().resolver(), instance().gateway(), instance().settings());
    return row.isOfPairs()
        ? new KmsKeyPairGeneratorSpi(row, name, workshop)
        : new KmsKeyGeneratorSpi(row, name, workshop);
  }

  @Override
  boolean servesOrphan(Key key) {
    return false;
  }

  @Override
  public boolean supportsParameter(@Nullable Object parameter) {
    throw new InvalidParameterException("a " + getType() + " is not chosen by a parameter");
  }
}
