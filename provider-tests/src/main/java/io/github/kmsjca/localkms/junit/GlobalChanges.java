package io.github.kmsjca.localkms.junit;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What an extension changes of the JVM, and puts back. */
final class GlobalChanges {
  /** Which test class has set a system property that is not yet put back. */
  private static final Map<String, String> HOLDERS = new ConcurrentHashMap<>();

  private final String holder;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  GlobalChanges(String holder) {
    this.holder = holder;
  }

  /**
   * Sets a system property.
   *
   * @throws ExtensionConfigurationException if another extension has
   */
  void set(String name, String value) {
    String other = HOLDERS.putIfAbsent(name, holder);
    if (other != null) {
      throw taken("The system property " + name + " is set for " + other);
    }
    String before = System.getProperty(name);
    undo.push(
        () -> {
          if (before == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, before);
          }
          HOLDERS.remove(name);
        });
    System.setProperty(name, value);
  }

  /**
   * Inserts a provider.
   *
   * @throws ExtensionConfigurationException if there is one of that name
   */
  void insert(Provider provider, int position) {
    if (Security.insertProviderAt(provider, position) < 0) {
      throw taken("There already is a provider " + provider.getName());
    }
    undo.push(() -> Security.removeProvider(provider.getName()));
  }

  /** Puts everything back, the last change first. */
  void undo() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }

  private static ExtensionConfigurationException taken(String what) {
    return new ExtensionConfigurationException(
        what
            + ". Test classes that run in parallel share system properties and providers: add"
            + " @ResourceLock(Resources.SYSTEM_PROPERTIES) to those that set them");
  }
}
