package io.github.kmsjca;

import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.security.Provider;
import java.security.Security;
import java.util.List;

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
      makeRoom(registered);
    }
    Security.insertProviderAt(fresh, 1);
    return fresh;
  }

  private static void makeRoom(Provider registered) {
    Security.removeProvider(registered.getName());
    Log.logger()
        .log(
            Level.WARNING,
            "The registered provider {0} {1} and is replaced: its keys are of no use with the new"
                + " one.",
            registered.getName(),
            registered instanceof KmsProvider
                ? "was closed"
                : "is another class loader's copy (" + registered.getClass().getName() + ")");
  }

  /**
   * The provider of an argument: the registered one of its name, be it another class loader's, or a
   * new one, which is not registered yet. A registered one that was closed is taken out of the
   * list.
   *
   * @throws ConfigurationException if the settings are not valid
   * @throws IllegalStateException if the registered one has others
   */
  static synchronized Provider providerFor(ConfigurationArgument argument)
      throws ConfigurationException {
    new Settings(argument).get(); // to have mistakes named, and logged, as always
    Provider registered = Security.getProvider(argument.providerName());
    if (registered instanceof KmsProvider ours && !ours.isClosed()) {
      requireSame(ours, argument);
      return ours;
    }
    if (registered instanceof KmsProvider) {
      makeRoom(registered);
    } else if (registered != null) {
      return registered;
    }
    return new KmsProvider(argument, null);
  }

  /**
   * The provider of an argument, registered behind all others if it was not: what nobody asked to
   * have at a place gets the one where it disturbs nobody.
   *
   * @throws ConfigurationException if the settings are not valid
   * @throws IllegalStateException if the registered one has others, or is another class loader's
   */
  static synchronized KmsProvider register(ConfigurationArgument argument)
      throws ConfigurationException {
    if (providerFor(argument) instanceof KmsProvider ours) {
      Security.addProvider(ours); // does nothing if it is there
      return ours;
    }
    throw new IllegalStateException(
        "The registered provider "
            + argument.providerName()
            + " is another class loader's copy of this library. Put the jar where one class loader"
            + " serves all, or give the settings a name of their own: name=...");
  }

  /** What the argument says has to be what the registered one goes by, wherever it has it from. */
  private static void requireSame(KmsProvider registered, ConfigurationArgument argument)
      throws ConfigurationException {
    List<String> other =
        Instance.of(registered).orElseThrow().settings().get().contradictions(argument);
    if (!other.isEmpty()) {
      throw new IllegalStateException(
          "The provider "
              + registered.getName()
              + " is registered with other settings than those of "
              + argument.source()
              + ": "
              + String.join(", ", other)
              + ". Say the same in both places, or give these a name of their own: name=...");
    }
  }

  /** True if it is this one, and no other of its name, that is registered. */
  @SuppressWarnings("ReferenceEquality") // providers of the same properties are equal
  static boolean has(Provider provider) {
    return Security.getProvider(provider.getName()) == provider;
  }

  /** Takes out this one, and no other of its name. */
  static void remove(Provider provider) {
    try {
      if (has(provider)) {
        Security.removeProvider(provider.getName());
      }
    } catch (SecurityException e) {
      Log.logger().log(Level.DEBUG, "the closed provider stays registered: {0}", e.toString());
    }
  }
}
