package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import java.security.KeyPair;

/** Where the key pairs of new asymmetric keys come from. */
@FunctionalInterface
public interface KeyPairSource {

  /** A key pair of that spec. */
  KeyPair generate(KeySpec spec);
}
