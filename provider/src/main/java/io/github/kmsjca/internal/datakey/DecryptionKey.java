package io.github.kmsjca.internal.datakey;

/**
 * An unwrapped data key. Who gets one from a {@link DataKeySource} holds a lease of its bytes, to
 * be ended by {@link #release}.
 */
public interface DecryptionKey {
  /** The data key, to be read while the lease is held, and not to be kept or changed. */
  byte[] bytes();

  /** Ends the lease. */
  void release();
}
