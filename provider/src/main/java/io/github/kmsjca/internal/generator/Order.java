package io.github.kmsjca.internal.generator;

import java.security.KeyPair;
import javax.crypto.SecretKey;

/**
 * What an initialised generator makes, each time it is asked. Calls KMS; failures are {@link
 * java.security.ProviderException}. Thread-safe.
 */
interface Order {
  /** For rows of KeyPairGenerator. */
  KeyPair keyPair();

  /** For rows of KeyGenerator. */
  SecretKey secretKey();
}
