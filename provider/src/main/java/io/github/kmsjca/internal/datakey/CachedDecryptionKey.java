package io.github.kmsjca.internal.datakey;

/** An unwrapped data key for as many messages as it wrapped. */
final class CachedDecryptionKey extends CachedKey implements DecryptionKey {
  CachedDecryptionKey(DataKey key, Lifetime lifetime) {
    super(key, lifetime);
  }

  @Override
  boolean tryUse(long length) {
    return tryAcquire();
  }
}
