package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.generator.KmsKeyGeneratorSpi;
import io.github.kmsjca.internal.generator.KmsKeyPairGeneratorSpi;
import io.github.kmsjca.internal.generator.Workshop;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the generators. */
final class GeneratorService extends KmsService {
  private static final String OF_PAIRS =
      "io.github.kmsjca.internal.generator.KmsKeyPairGeneratorSpi";
  private static final String OF_SECRETS = "io.github.kmsjca.internal.generator.KmsKeyGeneratorSpi";

  private final GeneratorAlgorithm row;

  GeneratorService(Provider provider, GeneratorAlgorithm row, Instance instance) {
    this(provider, row, row.jcaName(), row.aliases(), instance);
  }

  private GeneratorService(
      Provider provider,
      GeneratorAlgorithm row,
      String name,
      List<String> aliases,
      Instance instance) {
    super(provider, row.engine(), name, row.isOfPairs() ? OF_PAIRS : OF_SECRETS, aliases, instance);
    this.row = row;
  }

  /** Who else has a generator depends on the name: others know fewer aliases, or more. */
  @Override
  KmsService askedBy(String name) {
    return name.equalsIgnoreCase(getAlgorithm())
        ? this
        : new GeneratorService(getProvider(), row, name, List.of(), instance());
  }

  @Override
  Object newEngine() throws NoSuchAlgorithmException {
    Workshop workshop =
        new Workshop(instance().resolver(), instance().gateway(), instance().settings());
    return row.isOfPairs()
        ? new KmsKeyPairGeneratorSpi(row, getAlgorithm(), workshop)
        : new KmsKeyGeneratorSpi(row, getAlgorithm(), workshop);
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
