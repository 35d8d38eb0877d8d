package io.github.kmsjca;

import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.security.Provider;
import java.security.Security;

/**
 * The provider's place in {@link Security}'s list, which one copy of this library has at a time.
 */
final class Registration {
  private Registration() {}

  static synchronized Provider install(String name) {
    Provider registered = Security.getProvider(name);
    if (registered instanceof KmsProvider ours && !ours.isClosed()) {
      if (Security.getProviders()[0].getName().equals(name)) {
        return ours; // to remove it for a moment would fail others' calls in that moment
      }
      Security.removeProvider(name);
      Security.insertProviderAt(ours, 1);
      return ours;
    }
    Provider fresh = new KmsProvider();
    if (registered != null) {
      Security.removeProvider(name);
      Log.logger()
          .log(
              Level.WARNING,
              "The registered provider {0} {1} and is replaced: its keys are of no use with the new"
                  + " one.",
              name,
              registered instanceof KmsProvider
                  ? "was closed"
                  : "is another class loader's copy (" + registered.getClass().getName() + ")");
    }
    Security.insertProviderAt(fresh, 1);
    return fresh;
  }

  /** Takes out this one, and no other of its name. */
  @SuppressWarnings("ReferenceEquality") // providers of the same properties are equal
  static void remove(Provider provider) {
    try {
      if (Security.getProvider(provider.getName()) == provider) {
        Security.removeProvider(provider.getName());
      }
    } catch (SecurityException e) {
      Log.logger().log(Level.DEBUG, "the closed provider stays registered: {0}", e.toString());
    }
  }
}
