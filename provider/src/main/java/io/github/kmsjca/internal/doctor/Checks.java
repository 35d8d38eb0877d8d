package io.github.kmsjca.internal.doctor;

import java.security.Provider;
import java.util.ArrayList;
import java.util.List;

/** The sections, in their order: what a later one needs, an earlier one has looked at. */
final class Checks {
  private Checks() {}

  static List<Check> of(Options options, Provider... registered) {
    List<Check> checks = new ArrayList<>();
    checks.add(new JavaCheck());
    checks.add(new LibrariesCheck());
    checks.add(new ProvidersCheck(DeclaredProviders.ofThisJvm(), registered));
    for (Patient patient : Patient.select(options.argument(), registered)) {
      checks.add(new ConfigurationCheck(patient));
      checks.add(new ConnectionCheck(patient));
      checks.add(new CertificatesCheck(patient));
      checks.add(new KeysCheck(patient, options.sign()));
    }
    return checks;
  }
}
