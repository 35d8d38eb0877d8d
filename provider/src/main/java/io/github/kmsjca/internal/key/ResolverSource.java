package io.github.kmsjca.internal.key;

/**
 * A JCA service that can say which resolver its provider instance has. A deserialized handle finds
 * its instance by name in {@link java.security.Security}, and through this its way to KMS.
 */
public interface ResolverSource {
  KeyResolver resolver();
}
