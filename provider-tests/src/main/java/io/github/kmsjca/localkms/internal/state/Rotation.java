package io.github.kmsjca.localkms.internal.state;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a key is to get new material.
 *
 * @param since when that was decided, or when the schedule brought the last
 * @param periodInDays how many days pass between two rotations, 90 to 2560
 */
public record Rotation(Instant since, int periodInDays) {
  /** The shortest period, in days. */
  public static final int SHORTEST = 90;

  /** The longest period, in days. */
  public static final int LONGEST = 2560;

  /** When the next one is due. */
  public Instant next() {
    return since.plus(Duration.ofDays(periodInDays));
  }

  /** The same after the one that was due. */
  public Rotation done() {
    return new Rotation(next(), periodInDays);
  }

  /** The same for a key that can be used again: what was missed meanwhile is due now, once. */
  public Rotation resumed(Instant now) {
    return next().isAfter(now)
        ? this
        : new Rotation(now.minus(Duration.ofDays(periodInDays)), periodInDays);
  }
}
