package io.github.kmsjca.localkms.internal.state;

import org.jspecify.annotations.Nullable;

/**
 * Who keeps a key, and where.
 *
 * @param awsManaged whether a service of AWS manages it, and not its account
 * @param keyStore the id of the custom key store that it is in; null if it is in KMS itself
 * @param externalKey the id of the key outside of AWS that it is made of; null if there is none
 */
public record Custody(boolean awsManaged, @Nullable String keyStore, @Nullable String externalKey) {
  /** Of a key that its account manages, in KMS itself. */
  public static final Custody OF_ACCOUNT = new Custody(false, null, null);

  /** Of a key that AWS manages. */
  public static final Custody OF_AWS = new Custody(true, null, null);

  /** Of a key in a custom key store. */
  public static Custody in(String keyStore, @Nullable String externalKey) {
    return new Custody(false, keyStore, externalKey);
  }
}
