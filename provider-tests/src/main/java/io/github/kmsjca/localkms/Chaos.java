package io.github.kmsjca.localkms;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Faults by chance, but by the same chance each time: whether a call is struck, and by what,
 * depends on nothing but the seed and the number of the call.
 *
 * @param seed makes one sequence differ from another
 * @param rate the share of the calls that are struck, 0 to 1
 * @param faults which faults there are, each as likely as any other
 * @param calls how many calls have been decided so far
 */
record Chaos(long seed, double rate, List<Fault> faults, AtomicLong calls) {
  /** One of each kind that keeps a client from a right answer, and that repeating may overcome. */
  static final List<Fault> USUAL =
      List.of(
          Fault.throttle(),
          Fault.internalError(),
          Fault.keyUnavailable(),
          Fault.html(503),
          Fault.reset(),
          Fault.hang(),
          FaultKind.parse("drip"),
          Fault.halfClose(),
          Fault.cut(),
          Fault.html(200),
          Fault.html(301),
          Fault.html(403),
          Fault.html(407),
          Fault.html(408),
          Fault.gzipBomb(),
          Fault.wrongKeyId(),
          Fault.flipSignature());

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1p-53;

  static Chaos of(long seed, double rate, List<Fault> faults) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("A rate is 0 to 1, not " + rate);
    }
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("Chaos needs at least one fault");
    }
    return new Chaos(seed, rate, List.copyOf(faults), new AtomicLong());
  }

  /** The fault of the next call; null if it is not struck. */
  @Nullable Fault next() {
    long number = calls.getAndIncrement();
    if ((random(2 * number) >>> 11) * UNIT >= rate) {
      return null;
    }
    return faults.get((int) Long.remainderUnsigned(random(2 * number + 1), faults.size()));
  }

  /** The value at one place of the sequence of SplitMix64. */
  private long random(long place) {
    long z = seed + (place + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
