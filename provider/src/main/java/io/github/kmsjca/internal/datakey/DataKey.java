package io.github.kmsjca.internal.datakey;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bytes of a data key, read under a lease: leases are counted, none is given once the key is
 * retired, and the last one that ends wipes the bytes. So a cache may drop a key at any moment, and
 * nobody computes with half a key. Thread-safe, without a lock.
 */
final class DataKey implements DecryptionKey {
  /** In the count: no more leases. */
  private static final int RETIRED = 1 << 31;

  private static final int LEASES = ~RETIRED;

  private final byte[] bytes;
  private final AtomicInteger leases = new AtomicInteger();

  /** Takes over the array. */
  DataKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A key with one lease and never another: its release wipes it. Takes over the array. */
  static DataKey forOneUse(byte[] bytes) {
    DataKey key = new DataKey(bytes);
    key.leases.set(RETIRED | 1);
    return key;
  }

  /** Takes a lease, to be ended by {@link #release}; false if the key is retired. */
  boolean tryAcquire() {
    int count = leases.get();
    while (count >= 0) {
      if (leases.compareAndSet(count, count + 1)) {
        return true;
      }
      count = leases.get();
    }
    return false;
  }

  /**
   * Ends a lease.
   *
   * @throws IllegalStateException if there is none: that would end somebody else's
   */
  @Override
  public void release() {
    int count = leases.get();
    while ((count & LEASES) != 0) {
      if (leases.compareAndSet(count, count - 1)) {
        if (count - 1 == RETIRED) {
          wipe();
        }
        return;
      }
      count = leases.get();
    }
    throw new IllegalStateException("a lease that ended before");
  }

  /** Ends all future use; what is under way goes on. Any number of times. */
  void retire() {
    int before = leases.getAndUpdate(count -> count | RETIRED);
    if (before == 0) {
      wipe();
    }
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  private void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "a data key of " + bytes.length + " bytes";
  }
}
