package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;

/** All rows of {@code internal.algorithm} as services of one provider instance. */
public final class ServiceTable {
  private ServiceTable() {}

  public static List<Provider.Service> services(Provider provider, Instance instance) {
    List<Provider.Service> services = new ArrayList<>();
    services.add(KmsService.keyStore(provider, instance));
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      services.add(KmsService.signature(provider, row, instance));
    }
    return services;
  }
}
