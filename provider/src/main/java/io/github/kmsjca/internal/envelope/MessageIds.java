package io.github.kmsjca.internal.envelope;

import java.security.DrbgParameters;
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

  private static final int SEED_LENGTH = 32;

  private final AtomicReferenceArray<@Nullable SecureRandom> generators =
      new AtomicReferenceArray<>(STRIPES);

  private volatile boolean cleared;

  /** Fills the array. */
  void next(byte[] id) {
    generator((int) Thread.currentThread().getId() & (STRIPES - 1)).nextBytes(id);
  }

  private SecureRandom generator(int stripe) {
    SecureRandom generator = generators.get(stripe);
    if (generator == null) {
      SecureRandom made = made();
      generator = generators.compareAndSet(stripe, null, made) ? made : generator(stripe);
    }
    return generator;
  }

  /**
   * After a snapshot the platform's own source of seeds has a copy elsewhere, so the operating
   * system is asked as well.
   */
  private SecureRandom made() {
    SecureRandom random = Primitives.random();
    if (cleared) {
      random.nextBytes(new byte[1]); // has it seed itself: what follows is an addition
      random.reseed(DrbgParameters.reseed(false, random.generateSeed(SEED_LENGTH)));
    }
    return random;
  }

  /** Forgets all state: after a snapshot of the JVM is restored, ids must not repeat. */
  void clear() {
    cleared = true;
    for (int i = 0; i < STRIPES; i++) {
      generators.set(i, null);
    }
  }
}
