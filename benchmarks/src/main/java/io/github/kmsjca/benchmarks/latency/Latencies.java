package io.github.kmsjca.benchmarks.latency;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How long each operation took: all of them, so that percentiles are exact. */
public final class Latencies {
  private final long[] sortedNanos;

  private Latencies(long[] nanos) {
    this.sortedNanos = nanos;
    Arrays.sort(sortedNanos);
  }

  public static Latencies of(long... nanos) {
    return new Latencies(nanos.clone());
  }

  /** All of them together. */
  public static Latencies all(List<Latencies> parts) {
    return new Latencies(
        parts.stream().flatMapToLong(part -> Arrays.stream(part.sortedNanos)).toArray());
  }

  Latencies and(Latencies others) {
    return all(Stream.of(this, others).toList());
  }

  public int count() {
    return sortedNanos.length;
  }

  /**
   * The shortest time within which that part of the operations ended, in milliseconds.
   *
   * @param part above 0, to 1
   */
  public double millis(double part) {
    int rank = (int) Math.ceil(part * sortedNanos.length);
    return sortedNanos[Math.max(1, rank) - 1] / 1e6;
  }

  long atLeast(Duration limit) {
    return Arrays.stream(sortedNanos).filter(nanos -> nanos >= limit.toNanos()).count();
  }
}
