package io.github.kmsjca.localkms.internal.state;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a key is to get new material.
 *
 * @param since when that was decided
 * @param periodInDays how many days pass between two rotations, 90 to 2560
 */
public record Rotation(Instant since, int periodInDays) {
  /** The first rotation that is yet to come. */
  public Instant next(Instant now) {
    Duration period = Duration.ofDays(periodInDays);
    long passed = Duration.between(since, now).dividedBy(period);
    return since.plus(period.multipliedBy(passed + 1));
  }
}
