package io.github.kmsjca;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import java.security.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProviderCreator;

/**
 * Registers the provider {@code AWSKMS} in Apache Kafka's brokers and clients, by their own
 * configuration:
 *
 * <pre>{@code
 * security.providers=io.github.kmsjca.KmsSecurityProviderCreator
 * awskms.region=eu-west-1
 * ssl.keystore.type=AWSKMS
 * ssl.keystore.location=/etc/kafka/app.kms
 * ssl.keystore.password=ignored
 * }</pre>
 *
 * <p>Kafka makes it by its name, and puts the provider at the place in the JVM's list that it has
 * in {@code security.providers}: position 1, if it is the only one. If there is a provider of that
 * name already, from {@code java.security} or for another client of this JVM, it stays where it is,
 * and Kafka uses it.
 *
 * <p>Needs Kafka's clients, 2.4 or later, and makes no KMS call.
 *
 * @see <a href="https://kafka.apache.org/documentation/#brokerconfigs_security.providers">Kafka:
 *     security.providers</a>
 */
@SuppressWarnings("exports") // who has Kafka has the interface
public final class KmsSecurityProviderCreator implements SecurityProviderCreator {
  private ConfigurationArgument argument = ConfigurationArgument.none();

  /** Without settings: those of the system properties {@code awskms.<key>} hold. */
  public KmsSecurityProviderCreator() {}

  /**
   * Takes the settings of the provider from Kafka's configuration, by the names that they have as
   * system properties, which they win over.
   *
   * @param config Kafka's whole configuration; what does not begin with {@code awskms.} is not
   *     looked at
   */
  @Override
  public void configure(Map<String, ?> config) {
    Map<String, String> values = new LinkedHashMap<>();
    config.forEach(
        (name, value) -> {
          if (name.startsWith(Configuration.PROPERTY_PREFIX) && value != null) {
            values.put(
                name.substring(Configuration.PROPERTY_PREFIX.length()), value.toString().strip());
          }
        });
    argument = new ConfigurationArgument(values, "Kafka's configuration", List.of());
  }

  /**
   * The provider with these settings: the registered one, or a new one for Kafka to register.
   *
   * @return the provider
   * @throws IllegalArgumentException if a setting is not valid; the message names them all
   * @throws IllegalStateException if the provider is registered with other settings than these
   */
  @Override
  public Provider getProvider() {
    try {
      return Registration.providerFor(argument);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
