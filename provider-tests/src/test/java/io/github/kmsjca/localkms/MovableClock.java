package io.github.kmsjca.localkms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's time, plus as much as a test has moved it. */
final class MovableClock extends Clock {
  private volatile Duration moved = Duration.ZERO;

  synchronized void move(Duration by) {
    moved = moved.plus(by);
  }

  Duration moved() {
    return moved;
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(moved);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Only instants are asked for");
  }
}
