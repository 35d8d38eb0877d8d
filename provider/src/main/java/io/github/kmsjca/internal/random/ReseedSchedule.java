package io.github.kmsjca.internal.random;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * When KMS is to be asked: at once, then after the interval, and after failures later and later,
 * spread so that many JVMs do not come back together. Thread-safe.
 */
final class ReseedSchedule {
  private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMinutes(5).toNanos();
  private static final int MOST_DOUBLINGS = 20;

  private final LongSupplier nanos;
  private final DoubleSupplier jitter;
  private final long interval;
  private volatile long next;
  private long earliest;
  private int failures;

  ReseedSchedule(LongSupplier nanos, DoubleSupplier jitter, Duration interval) {
    this.nanos = nanos;
    this.jitter = jitter;
    this.interval = interval.toNanos();
    this.next = nanos.getAsLong();
    this.earliest = next;
  }

  boolean isDue() {
    return nanos.getAsLong() - next >= 0;
  }

  /**
   * Due now, unless KMS fails, since nothing shortens a pause, or has answered within the last
   * second: who reseeds for each request shall not make a call for each.
   */
  synchronized void hasten() {
    if (failures == 0) {
      long now = nanos.getAsLong();
      next = earliest - now > 0 ? earliest : now;
    }
  }

  /** True if that is the end of an outage. */
  synchronized boolean succeeded() {
    boolean wasOutage = failures > 0;
    failures = 0;
    long now = nanos.getAsLong();
    earliest = now + FIRST_PAUSE;
    next = now + Math.max(interval, FIRST_PAUSE);
    return wasOutage;
  }

  /** True if that is the beginning of an outage. */
  synchronized boolean failed() {
    long pause = Math.min(FIRST_PAUSE << Math.min(failures, MOST_DOUBLINGS), LONGEST_PAUSE);
    failures++;
    next = nanos.getAsLong() + (long) (pause * (0.5 + jitter.getAsDouble() / 2));
    return failures == 1;
  }
}
