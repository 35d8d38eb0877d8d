package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.registration.Instance;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider instance that is looked at.
 *
 * @param origin how it came to be, for people
 */
record Patient(Provider provider, Instance instance, String origin) {
  /**
   * Those to look at: one with the given argument, or else all that are registered, or else one
   * without an argument.
   */
  static List<Patient> select(@Nullable String argument, Provider[] registered) {
    if (argument != null) {
      Provider provider = new KmsProvider().configure(argument);
      return List.of(of(provider, "made with the argument of this command, not registered"));
    }
    List<Patient> patients = new ArrayList<>();
    for (Provider provider : registered) {
      Instance.of(provider)
          .ifPresent(instance -> patients.add(new Patient(provider, instance, "registered")));
    }
    return patients.isEmpty()
        ? List.of(of(new KmsProvider(), "made by this command, not registered"))
        : patients;
  }

  private static Patient of(Provider provider, String origin) {
    return new Patient(provider, Instance.of(provider).orElseThrow(), origin);
  }

  String name() {
    return provider.getName();
  }
}
