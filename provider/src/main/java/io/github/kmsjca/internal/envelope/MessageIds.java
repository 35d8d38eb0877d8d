package io.github.kmsjca.internal.envelope;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Random message ids. That each is new is what makes one data key safe for many messages. The
 * platform's generators lock, so there are several, and threads are spread over them. Thread-safe.
 */
final class MessageIds {
  private static final int STRIPES =
      Integer.highestOneBit(Math.max(1, 4 * Runtime.getRuntime().availableProcessors()));

  private final AtomicReferenceArray<@Nullable SecureRandom> generators =
      new AtomicReferenceArray<>(STRIPES);

  /** Fills the array. */
  void next(byte[] id) {
    generator((int) Thread.currentThread().getId() & (STRIPES - 1)).nextBytes(id);
  }

  private SecureRandom generator(int stripe) {
    SecureRandom generator = generators.get(stripe);
    if (generator == null) {
      SecureRandom made = Primitives.random();
      generator = generators.compareAndSet(stripe, null, made) ? made : generator(stripe);
    }
    return generator;
  }

  /** Forgets all state: after a snapshot of the JVM is restored, ids must not repeat. */
  void clear() {
    for (int i = 0; i < STRIPES; i++) {
      generators.set(i, null);
    }
  }
}
