package io.github.kmsjca.internal.configuration;

import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A provider instance's configuration, read and validated when it is first needed and then kept. A
 * mistake is kept too: a provider whose constructor throws vanishes from {@code java.security}
 * without a word, so ours stays, and every use explains. Thread-safe.
 */
public final class Settings {
  private final ConfigurationArgument argument;
  private volatile @Nullable Configuration configuration;
  private @Nullable ConfigurationException mistake;

  public Settings(ConfigurationArgument argument) {
    this.argument = argument;
  }

  /**
   * The settings.
   *
   * @throws ConfigurationException if they are not valid; the same one at every call, logged once
   */
  public Configuration get() throws ConfigurationException {
    Configuration loaded = configuration;
    return loaded != null ? loaded : load();
  }

  /** {@link #isSetTo} of a flag and {@code false}. */
  public boolean isTurnedOff(Setting flag) {
    return isSetTo(flag, "false");
  }

  /**
   * True if that is the text of a setting. For the constructor of the provider, and for what is
   * asked on everybody else's behalf, which must stay cheap: reads nothing else and validates
   * nothing.
   */
  public boolean isSetTo(Setting setting, String wanted) {
    String name = argument.providerName();
    String text = argument.values().get(setting.key());
    // By concat: the JVM's first use of its operator costs it fifty classes.
    if (text == null) {
      String prefix = Configuration.PROPERTY_PREFIX.concat(name).concat(".");
      text = systemProperties().getProperty(prefix.concat(setting.key()));
    }
    if (text == null && name.equals(Setting.NAME.defaultText())) {
      text = systemProperties().getProperty(Configuration.PROPERTY_PREFIX.concat(setting.key()));
    }
    return text != null && text.strip().equals(wanted);
  }

  private synchronized Configuration load() throws ConfigurationException {
    if (mistake != null) {
      throw mistake;
    }
    Configuration loaded = configuration;
    if (loaded == null) {
      try {
        loaded = Configuration.load(argument, systemProperties());
        configuration = loaded;
      } catch (ConfigurationException e) {
        mistake = e;
        Log.logger().log(Level.ERROR, "{0}", e.getMessage());
        throw e;
      }
    }
    return loaded;
  }

  /**
   * Whoever uses crypto under a security manager need not be allowed to read them, and does not get
   * to see them. A class and no lambda: this is part of registering.
   */
  @SuppressWarnings("removal") // JDK 17 may have a security manager
  private static Properties systemProperties() {
    return AccessController.doPrivileged(
        new PrivilegedAction<Properties>() {
          @Override
          public Properties run() {
            return System.getProperties();
          }
        });
  }
}
