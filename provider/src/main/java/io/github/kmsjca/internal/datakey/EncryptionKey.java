package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.message.EncryptedDataKey;
import java.util.List;

/**
 * A data key that encrypts messages, with its wrapped copies. Who gets one from a {@link
 * DataKeySource} holds a lease of its bytes, to be ended by {@link #release}.
 */
public interface EncryptionKey {
  /** The data key, to be read while the lease is held, and not to be kept or changed. */
  byte[] bytes();

  /** The wrapped copies, one for each recipient, in the request's order. */
  List<EncryptedDataKey> dataKeys();

  /**
   * Context and wrapped data keys as they stand in a header; the same array for every message, not
   * to be changed.
   */
  byte[] encodedRecipients();

  /**
   * Counts further bytes of a message that began under this key. The message goes on in any case; a
   * key that meets its bound so takes no further message.
   */
  void charge(long bytes);

  /** Ends the lease. */
  void release();
}
