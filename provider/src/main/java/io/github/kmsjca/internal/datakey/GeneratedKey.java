package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.message.EncryptedDataKey;
import java.util.List;

/**
 * A data key that KMS generated, wrapped for every recipient. By itself it has no bounds: it is for
 * one message.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record GeneratedKey(DataKey key, List<EncryptedDataKey> dataKeys, byte[] encodedRecipients)
    implements EncryptionKey {
  @Override
  public byte[] bytes() {
    return key.bytes();
  }

  @Override
  public void charge(long bytes) {
    // No other message comes after this one.
  }

  @Override
  public void release() {
    key.release();
  }

  @Override
  public String toString() {
    return key + " for " + dataKeys.size() + " recipients";
  }
}
