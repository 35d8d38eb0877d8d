package io.github.kmsjca.internal.datakey;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a data key encrypts: exactly, however many threads ask, and without a lock. What is
 * reserved is never given back.
 */
final class Budget {
  private final long maxMessages;
  private final long maxBytes;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  Budget(long maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /** Takes one message of that length; false if that would go beyond a bound. */
  boolean tryReserve(long length) {
    return tryReserveBytes(length) && tryReserveMessage();
  }

  private boolean tryReserveBytes(long length) {
    long used = bytes.get();
    // At the bound not even an empty one: it may be the start of a stream.
    while (used < maxBytes && length <= maxBytes - used) {
      if (bytes.compareAndSet(used, used + length)) {
        return true;
      }
      used = bytes.get();
    }
    return false;
  }

  private boolean tryReserveMessage() {
    long used = messages.get();
    while (used < maxMessages) {
      if (messages.compareAndSet(used, used + 1)) {
        return true;
      }
      used = messages.get();
    }
    return false;
  }

  /** Counts bytes that are encrypted in any case; at most up to the bound. */
  void charge(long more) {
    long used = bytes.get();
    while (used < maxBytes
        && !bytes.compareAndSet(used, more >= maxBytes - used ? maxBytes : used + more)) {
      used = bytes.get();
    }
  }

  /** True from four fifths of a bound on. */
  boolean isNearlySpent() {
    return messages.get() >= maxMessages - maxMessages / 5
        || bytes.get() >= maxBytes - maxBytes / 5;
  }
}
