package io.github.kmsjca.internal.kms.client;

import java.util.function.LongSupplier;

/**
 * The retries that one operation of one Region may still make. A retry that helps is free, and
 * successes earn some; but while nothing succeeds there is only what time gives: little beside the
 * calls of many, and enough for one caller of a low rate, who so has retries again as soon as an
 * outage ends. Thread-safe.
 */
final class RetryBudget {
  /** A retry after a failure on the way or in KMS. */
  static final int RETRY = 1;

  /** A retry after KMS throttled: it adds to the very load that is too much. */
  static final int RETRY_OF_THROTTLED = 2;

  /** More than there are connections as a rule, all of which may break at once. */
  static final int CAPACITY = 100;

  private static final double PER_SECOND = 4;
  private static final double PER_SUCCESS = 0.1;

  private final LongSupplier nanoTime;
  private double tokens = CAPACITY;
  private long refilled;

  /**
   * A full one.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  RetryBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.refilled = nanoTime.getAsLong();
  }

  /** True if a retry may be made, which then is paid for. */
  synchronized boolean pay(int cost) {
    long now = nanoTime.getAsLong();
    add((now - refilled) / 1e9 * PER_SECOND);
    refilled = now;
    if (tokens < cost) {
      return false;
    }
    tokens -= cost;
    return true;
  }

  /**
   * A call succeeded.
   *
   * @param paid for its last retry; zero if it had none
   */
  synchronized void succeeded(int paid) {
    add(paid + PER_SUCCESS);
  }

  private void add(double more) {
    tokens = Math.min(CAPACITY, tokens + more);
  }
}
