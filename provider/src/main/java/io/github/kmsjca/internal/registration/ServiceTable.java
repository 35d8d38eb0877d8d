package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.AgreementAlgorithm;
import io.github.kmsjca.internal.algorithm.CipherAlgorithm;
import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.algorithm.MacAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.kem.KemEngines;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rows of {@code internal.algorithm} as services of one provider instance. */
public final class ServiceTable {
  private ServiceTable() {}

  public static List<Provider.Service> services(Provider provider, Instance instance) {
    List<Provider.Service> services = new ArrayList<>();
    services.add(KeyStoreService.ofKms(provider, instance));
    services.add(KeyStoreService.ofCopies(provider, instance));
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      services.add(new SignatureService(provider, row, instance));
    }
    for (CipherAlgorithm row : CipherAlgorithm.values()) {
      if (isOffered(row, instance)) {
        services.add(new CipherService(provider, row, row.jcaName(), instance));
        for (String alias : row.aliases()) {
          services.add(new CipherService(provider, row, alias, instance));
        }
      }
    }
    for (MacAlgorithm row : MacAlgorithm.values()) {
      services.add(new MacService(provider, row, instance));
    }
    for (AgreementAlgorithm row : AgreementAlgorithm.values()) {
      services.add(new AgreementService(provider, row, instance));
    }
    if (KemEngines.areOffered()) {
      for (KemAlgorithm row : KemAlgorithm.values()) {
        services.add(new KemService(provider, row, instance));
      }
    }
    for (GeneratorAlgorithm row : GeneratorAlgorithm.values()) {
      services.add(new GeneratorService(provider, row, instance));
    }
    return services;
  }

  /** A service of the table, as it is for who asks by this name of it; {@code null} for nothing. */
  public static Provider.@Nullable Service askedBy(String name, Provider.Service service) {
    return service instanceof KmsService row ? row.askedBy(name) : service;
  }

  /**
   * A service that only says why KMS cannot do what is asked for; {@code null} for other names.
   * Asked for all that the table has not, in every search of the JVM, so the common answer must be
   * cheap.
   */
  public static Provider.@Nullable Service refusal(
      Provider provider, String type, String algorithm, Instance instance) {
    return switch (type) {
      case "Signature" -> RefusalService.find(provider, type, algorithm, instance);
      case "Cipher" ->
          algorithm.regionMatches(true, 0, "RSA", 0, 3)
              ? RefusalService.find(provider, type, algorithm, instance)
              : null;
      default -> null;
    };
  }

  private static boolean isOffered(CipherAlgorithm row, Instance instance) {
    return row != CipherAlgorithm.AES_GCM || !instance.settings().isTurnedOff(Setting.AES_GCM);
  }
}
