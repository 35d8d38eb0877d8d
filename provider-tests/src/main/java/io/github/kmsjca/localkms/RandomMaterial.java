package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.crypto.PlatformKeyPairs;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import java.security.KeyPair;

/** Fresh random pairs, of which some may be made before they are asked for. */
final class RandomMaterial implements KeyMaterial {
  private final PlatformKeyPairs pairs = new PlatformKeyPairs();

  @Override
  public KeyPair generate(String keySpec) {
    return pairs.generate(KeySpec.valueOf(keySpec));
  }
}
