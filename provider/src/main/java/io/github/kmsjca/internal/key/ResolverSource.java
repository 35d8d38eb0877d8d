package io.github.kmsjca.internal.key;

import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A JCA service that can say which resolver its provider instance has. A deserialized handle finds
 * its instance by name in {@link java.security.Security}, and through this its way to KMS.
 */
public interface ResolverSource {
  KeyResolver resolver();

  /** The resolver of a provider that is an instance of ours; {@code null} of others. */
  static @Nullable KeyResolver of(Provider provider) {
    try {
      return provider.getService("KeyStore", "AWSKMS") instanceof ResolverSource source
          ? source.resolver()
          : null;
    } catch (LinkageError e) {
      return null; // of another copy, whose class loader is closed
    }
  }
}
