package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.datakey.LazyDataKeySource;
import io.github.kmsjca.internal.envelope.Envelopes;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.keystore.EntryNames;
import io.github.kmsjca.internal.keystore.KmsKeyStoreSpi;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.LazyKmsGateway;
import io.github.kmsjca.internal.permission.PermissionCheck;
import io.github.kmsjca.internal.random.RandomSource;
import io.github.kmsjca.spec.KeyPermissions;
import java.io.IOException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 */
public record Instance(
    Settings settings,
    KeyResolver resolver,
    LazyKmsGateway gateway,
    Envelopes envelopes,
    RandomSource random) {
  /**
   * A new instance.
   *
   * @param kmsClient gives the application's own {@code KmsClient}; {@code null} to have one made
   */
  public static Instance create(ConfigurationArgument argument, @Nullable Supplier<?> kmsClient) {
    Settings settings = new Settings(argument);
    LazyKmsGateway gateway = new LazyKmsGateway(settings, kmsClient);
    return new Instance(
        settings,
        new KeyResolver(argument.providerName(), gateway),
        gateway,
        new Envelopes(settings, new LazyDataKeySource(settings, argument.providerName())),
        new RandomSource(settings, gateway, argument.providerName()));
  }

  /** Wipes data keys, and forgets what random numbers come from. */
  public void clear() {
    envelopes.clear();
    random.clear();
  }

  /**
   * What the caller may do with the keys of these entries.
   *
   * @throws IllegalArgumentException if there is no name, or one that means no key
   */
  public KeyPermissions permissions(String... entries) {
    if (entries.length == 0) {
      throw new IllegalArgumentException("there is no name of a key to check");
    }
    EntryNames names;
    try {
      names = new EntryNames(settings.get());
    } catch (ConfigurationException | IOException | CertificateException e) {
      throw new ProviderException(e.getMessage(), e);
    }
    List<KeyName> keys = Arrays.stream(entries).map(names::key).toList();
    PermissionCheck check = new PermissionCheck(gateway);
    List<KeyPermissions.OfKey> rows = new ArrayList<>();
    for (int i = 0; i < entries.length; i++) {
      rows.add(check.of(entries[i], keys.get(i)));
    }
    return new KeyPermissions(rows);
  }

  /** What stands behind a provider; empty if it is not one of ours. */
  public static Optional<Instance> of(Provider provider) {
    return provider.getService(KeyStoreService.TYPE, KmsKeyStoreSpi.TYPE)
            instanceof KmsService service
        ? Optional.of(service.instance())
        : Optional.empty();
  }
}
