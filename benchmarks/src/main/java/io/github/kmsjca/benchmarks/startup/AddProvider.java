package io.github.kmsjca.benchmarks.startup;

import io.github.kmsjca.KmsProvider;
import java.security.Provider;
import java.security.Security;

final class AddProvider {
  private AddProvider() {}

  static void ours() {
    Security.addProvider(new KmsProvider());
  }

  static void empty() {
    Security.addProvider(new Empty());
  }

  private static final class Empty extends Provider {
    private static final long serialVersionUID = 1L;

    Empty() {
      super("Empty", "1", "nothing");
    }
  }
}
