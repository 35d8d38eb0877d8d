package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.datakey.LazyDataKeySource;
import io.github.kmsjca.internal.envelope.Envelopes;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.keystore.KmsKeyStoreSpi;
import io.github.kmsjca.internal.kms.Gateway;
import io.github.kmsjca.internal.kms.call.ScopeLookups;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.internal.random.RandomSource;
import java.security.Provider;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the engines of one provider instance share. Making it costs no I/O and reads no setting.
 *
 * @param resolver from names to keys, and so to KMS
 * @param gateway the way to KMS itself, for those who ask about it
 * @param envelopes what the ciphers of Encryption SDK messages share
 * @param random what the random generators share
 * @param lifecycle whether it is open, and what ends with it
 */
public record Instance(
    Settings settings,
    KeyResolver resolver,
    Gateway gateway,
    Envelopes envelopes,
    RandomSource random,
    Lifecycle lifecycle) {
  /**
   * A new instance.
   *
   * @param kmsClient gives the application's own {@code KmsClient}; {@code null} to have one made
   */
  public static Instance create(ConfigurationArgument argument, @Nullable Supplier<?> kmsClient) {
    Settings settings = new Settings(argument);
    Lifecycle lifecycle = new Lifecycle(argument.providerName());
    Gateway gateway = new Gateway(settings, kmsClient, new ScopeLookups(), lifecycle);
    return new Instance(
        settings,
        new KeyResolver(argument.providerName(), gateway),
        gateway,
        new Envelopes(settings, new LazyDataKeySource(settings, lifecycle)),
        new RandomSource(settings, gateway, lifecycle),
        lifecycle);
  }

  /** Begins what is to be done without being asked, if the settings say so; waits for nothing. */
  public void begin() {
    if (settings.isSetTo(Setting.WARM_UP, "true")) {
      WarmUp.start(this);
    }
  }

  /** Wipes data keys, and forgets what random numbers come from. */
  public void clear() {
    envelopes.clear();
    random.clear();
  }

  /** What stands behind a provider; empty if it is not one of ours. */
  public static Optional<Instance> of(Provider provider) {
    return provider.getService(KeyStoreService.TYPE, KmsKeyStoreSpi.TYPE)
            instanceof KmsService service
        ? Optional.of(service.instance())
        : Optional.empty();
  }
}
