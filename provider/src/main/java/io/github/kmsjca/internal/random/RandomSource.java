package io.github.kmsjca.internal.random;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * What the generators of a provider instance share. Reads the settings with the first use of one of
 * them and not before. Thread-safe.
 */
public final class RandomSource {
  private final Settings settings;
  private final KmsGateway gateway;
  private final Lifecycle lifecycle;
  private volatile @Nullable EntropyPool pool;

  /**
   * A source that has read nothing yet.
   *
   * @param lifecycle of the instance, which the log names
   */
  public RandomSource(Settings settings, KmsGateway gateway, Lifecycle lifecycle) {
    this.settings = settings;
    this.gateway = gateway;
    this.lifecycle = lifecycle;
  }

  /**
   * Has every generator take fresh entropy before it gives another byte: after a snapshot of the
   * JVM is restored, bytes must not repeat.
   */
  public void clear() {
    EntropyPool made = pool;
    if (made != null) {
      made.renew();
    }
  }

  /** How often bytes of KMS came in. */
  long answers() {
    EntropyPool made = pool;
    return made == null ? 0 : made.answers();
  }

  /**
   * The pool, made if need be.
   *
   * @throws ProviderException if the configuration is not valid
   */
  EntropyPool pool() {
    EntropyPool made = pool;
    return made != null ? made : make();
  }

  private synchronized EntropyPool make() {
    EntropyPool made = pool;
    if (made == null) {
      try {
        Configuration configuration = settings.get();
        RandomEnvironment environment = RandomEnvironment.system(lifecycle);
        made =
            new EntropyPool(
                lifecycle.providerName(),
                gateway,
                PlatformDrbg.create(null),
                new ReseedSchedule(
                    environment.nanos(),
                    environment.jitter(),
                    configuration.duration(Setting.RANDOM_RESEED_INTERVAL)),
                environment.background());
      } catch (ConfigurationException | NoSuchAlgorithmException e) {
        throw new ProviderException(e.getMessage(), e);
      }
      pool = made;
    }
    return made;
  }
}
