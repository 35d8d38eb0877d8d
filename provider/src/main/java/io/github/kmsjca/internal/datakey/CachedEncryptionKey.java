package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.message.EncryptedDataKey;
import java.util.List;

/** A data key for many messages, within its bounds. */
final class CachedEncryptionKey extends CachedKey implements EncryptionKey {
  private final GeneratedKey generated;
  private final Budget budget;

  CachedEncryptionKey(GeneratedKey generated, Lifetime lifetime, Budget budget) {
    super(generated.key(), lifetime);
    this.generated = generated;
    this.budget = budget;
  }

  @Override
  boolean tryUse(long length) {
    // The lease first: who had reserved a message, and then got no lease, would have wasted it.
    if (!tryAcquire()) {
      return false;
    }
    if (!budget.tryReserve(length)) {
      release();
      return false;
    }
    if (budget.isNearlySpent()) {
      bringRefreshForward();
    }
    return true;
  }

  @Override
  public List<EncryptedDataKey> dataKeys() {
    return generated.dataKeys();
  }

  @Override
  public byte[] encodedRecipients() {
    return generated.encodedRecipients();
  }

  @Override
  public void charge(long bytes) {
    budget.charge(bytes);
  }
}
