package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.kms.LazyKmsGateway;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the engines of one provider instance share. Making it costs no I/O and reads no setting.
 *
 * @param resolver from names to keys, and so to KMS
 */
public record Instance(Settings settings, KeyResolver resolver) {
  /**
   * A new instance.
   *
   * @param kmsClient gives the application's own {@code KmsClient}; {@code null} to have one made
   */
  public static Instance create(ConfigurationArgument argument, @Nullable Supplier<?> kmsClient) {
    Settings settings = new Settings(argument);
    LazyKmsGateway gateway = new LazyKmsGateway(settings, kmsClient);
    return new Instance(settings, new KeyResolver(argument.providerName(), gateway));
  }
}
