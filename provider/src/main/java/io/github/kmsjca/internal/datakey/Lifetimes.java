package io.github.kmsjca.internal.datakey;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long keys live, and when they are refreshed: at about four fifths of their age, spread so
 * that keys which came together are not renewed together, and after a failure later and later.
 */
final class Lifetimes {
  private static final double EARLIEST_REFRESH = 0.7;
  private static final double REFRESH_SPREAD = 0.2;

  /** First pause after a failed refresh, as a part of the age: three or four more fit in. */
  private static final int PAUSES_PER_AGE = 64;

  private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();
  private static final int MOST_DOUBLINGS = 20;

  private final Ticker ticker;
  private final DoubleSupplier jitter;
  private final long maxAge;
  private final boolean refreshing;

  /**
   * Lifetimes.
   *
   * @param jitter from 0 to below 1
   */
  Lifetimes(Ticker ticker, DoubleSupplier jitter, Duration maxAge, boolean refreshing) {
    this.ticker = ticker;
    this.jitter = jitter;
    this.maxAge = maxAge.toNanos();
    this.refreshing = refreshing;
  }

  /** Of a key that has just come. */
  Lifetime beginning(int era) {
    long now = ticker.read();
    double part = EARLIEST_REFRESH + REFRESH_SPREAD * jitter.getAsDouble();
    long refreshAfter = refreshing ? (long) (part * maxAge) : maxAge;
    return new Lifetime(now, now + refreshAfter, now + maxAge, era);
  }

  /**
   * When to try again.
   *
   * @param failures so far, at least one
   */
  long afterFailures(int failures) {
    long pause = (maxAge / PAUSES_PER_AGE) << Math.min(failures - 1, MOST_DOUBLINGS);
    double part = 0.5 + jitter.getAsDouble() / 2;
    return ticker.read() + (long) (part * Math.min(pause, LONGEST_PAUSE));
  }
}
