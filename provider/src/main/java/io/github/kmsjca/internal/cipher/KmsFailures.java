package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.kms.KmsCallException;
import java.security.ProviderException;

/** KMS's failures where Cipher permits no checked exception that would be true. */
final class KmsFailures {
  private KmsFailures() {}

  static ProviderException unavailable(KmsCallException e) {
    return new ProviderException(e.getMessage(), e);
  }
}
