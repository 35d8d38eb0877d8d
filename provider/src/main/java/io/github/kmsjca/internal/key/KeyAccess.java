package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import java.util.List;

/**
 * By which way a handle uses its key: its provider instance, and grants that may not have reached
 * all of KMS yet. No part of what the key is: it is neither compared nor written with a handle.
 */
record KeyAccess(KeyResolver resolver, List<String> grantTokens) {
  static KeyAccess plain(KeyResolver resolver) {
    return new KeyAccess(resolver, List.of());
  }

  KeyAccess with(List<String> tokens) {
    return new KeyAccess(resolver, tokens);
  }

  KeyUse use(KeyArn key) {
    return new KeyUse(key, grantTokens);
  }

  /** Tells how many tokens there are: they are not for logs. */
  @Override
  public String toString() {
    return resolver.providerName() + ", " + grantTokens.size() + " grant tokens";
  }
}
