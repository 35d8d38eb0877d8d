package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.kms.KmsCallException;

/**
 * Where data keys come from: KMS, or a cache before it. Thread-safe. A call may wait for KMS, at
 * most as long as one KMS call per recipient may take.
 */
public interface DataKeySource {
  /**
   * A key to encrypt one message with, under a lease.
   *
   * @param length bytes of plaintext, as far as they are known; the rest is charged to the key
   */
  EncryptionKey forEncryption(EncryptionRequest request, long length) throws KmsCallException;

  /** The unwrapped data key, under a lease. */
  DecryptionKey forDecryption(DecryptionRequest request) throws KmsCallException;
}
