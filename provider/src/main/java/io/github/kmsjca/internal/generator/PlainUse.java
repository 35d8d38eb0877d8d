package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Whether keys are made in KMS for who says no more than a size or a curve. With {@code
 * generate=kms}, and behind the platform: else all of the JVM's keys would be made there, and paid
 * for.
 */
final class PlainUse {
  private static final String IN_KMS = "kms";

  private final GeneratorAlgorithm row;
  private final Workshop workshop;
  private final boolean named;

  PlainUse(GeneratorAlgorithm row, Workshop workshop, boolean named) {
    this.row = row;
    this.workshop = workshop;
    this.named = named;
  }

  /** Why not; {@code null} if they are. */
  @Nullable String objection() {
    String name = workshop.resolver().providerName();
    try {
      if (!workshop.settings().get().text(Setting.GENERATE).orElse("").equals(IN_KMS)) {
        return withoutSetting(name);
      }
    } catch (ConfigurationException e) {
      return String.valueOf(e.getMessage());
    }
    if (!named) {
      return "generate=kms is for who names the provider "
          + name
          + ": a key that is made here is billed";
    }
    String other = new Neighbours(workshop.resolver(), row).whoseTurnItWouldBe();
    if (other != null) {
      return "generate=kms does not count while "
          + name
          + " is before "
          + other
          + " in the list of providers: all of this JVM's "
          + row.jcaName()
          + " keys would be made in KMS, and billed. Register it behind, or initialise with a"
          + " KmsKeyGenParameterSpec";
    }
    return null;
  }

  private String withoutSetting(String name) {
    return "the "
        + row.engine()
        + " "
        + row.jcaName()
        + " of "
        + name
        + " makes keys in KMS, which are billed, and so only for who initialises it with a"
        + " KmsKeyGenParameterSpec or a DataKeyParameterSpec, or sets generate=kms";
  }
}
