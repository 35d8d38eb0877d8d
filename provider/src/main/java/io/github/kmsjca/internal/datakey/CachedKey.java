package io.github.kmsjca.internal.datakey;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A data key in a cache: leased to its users, with a lifetime, and at most one refresh at a time.
 * Thread-safe, without a lock.
 */
abstract class CachedKey {
  private final DataKey key;
  private final Lifetime lifetime;

  /** The end of the lifetime means: no more, or one is under way. */
  private final AtomicLong refreshAt;

  private final AtomicBoolean broughtForward = new AtomicBoolean();

  /** Touched only by who holds the refresh. */
  private int failedRefreshes;

  CachedKey(DataKey key, Lifetime lifetime) {
    this.key = key;
    this.lifetime = lifetime;
    this.refreshAt = new AtomicLong(lifetime.refreshAt());
  }

  /**
   * Takes the key for one message of that length, under a lease; false if it takes no more, now and
   * for messages of that length ever.
   */
  abstract boolean tryUse(long length);

  final boolean tryAcquire() {
    return key.tryAcquire();
  }

  public final byte[] bytes() {
    return key.bytes();
  }

  public final void release() {
    key.release();
  }

  final void retire() {
    key.retire();
  }

  final boolean isYoung(long now) {
    return now - lifetime.expiresAt() < 0;
  }

  final long remaining(long now) {
    return Math.max(0, lifetime.expiresAt() - now);
  }

  final long age(long now) {
    return now - lifetime.createdAt();
  }

  final int era() {
    return lifetime.era();
  }

  /** True for one caller when it is time: that one starts a refresh. */
  final boolean claimRefresh(long now) {
    long at = refreshAt.get();
    return now - at >= 0
        && at != lifetime.expiresAt()
        && refreshAt.compareAndSet(at, lifetime.expiresAt());
  }

  /** From the first call on it is time, unless a refresh was claimed before. */
  final void bringRefreshForward() {
    if (!broughtForward.get() && broughtForward.compareAndSet(false, true)) {
      refreshAt.getAndUpdate(at -> at == lifetime.expiresAt() ? at : lifetime.createdAt());
    }
  }

  /** After a claimed refresh came to nothing: there may be another, later. */
  final void postponeRefresh(Lifetimes lifetimes) {
    failedRefreshes++;
    refreshAt.set(lifetimes.afterFailures(failedRefreshes));
  }
}
