package io.github.kmsjca.localkms;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The time of a {@link LocalKms}: by it keys get their dates, keys pending deletion vanish,
 * imported material and sessions expire. It runs with the {@linkplain LocalKms.Builder#clock clock
 * that the local KMS was built with} until it is moved or stopped.
 *
 * <p>Moving it does not invalidate signatures: clients sign by their own time, so signatures, the
 * header {@code Date} and the call log stay with the clock that the local KMS was built with.
 * Thread safe.
 */
public final class KmsClock implements InstantSource {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Clock base;
  private volatile Setting setting = Setting.REAL;

  /** Either how far ahead of its base it runs, or where it stands. */
  private record Setting(Duration ahead, @Nullable Instant stands) {
    static final Setting REAL = new Setting(Duration.ZERO, null);
  }

  KmsClock(Clock base) {
    this.base = base;
  }

  /**
   * The time of the local KMS.
   *
   * @return now
   */
  @Override
  public Instant instant() {
    Setting now = setting;
    return now.stands() == null ? base.instant().plus(now.ahead()) : now.stands();
  }

  /**
   * Goes to a moment, and runs or stands there as before.
   *
   * @param moment in the years 1970 to 9998; KMS's own time only ever goes forward
   * @throws IllegalArgumentException if it is out of range
   */
  public synchronized void set(Instant moment) {
    set(moment, isFrozen());
  }

  /** Goes to a moment and runs or stands there. */
  synchronized void set(Instant moment, boolean frozen) {
    checkRange(moment);
    setting = at(moment, frozen);
  }

  /**
   * Goes forward, or with a negative duration back.
   *
   * @param by how far
   * @throws IllegalArgumentException if it would leave the years 1970 to 9998
   */
  public synchronized void advance(Duration by) {
    Instant moment;
    try {
      moment = instant().plus(by);
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfRange(by.toString(), e);
    }
    checkRange(moment);
    // Not set: a running clock would lose what passes between two looks at its base.
    setting =
        isFrozen()
            ? new Setting(Duration.ZERO, moment)
            : new Setting(setting.ahead().plus(by), null);
  }

  /** Stands still from now on. */
  public synchronized void freeze() {
    setting = at(instant(), true);
  }

  /** Runs on from where it stands. */
  public synchronized void resume() {
    setting = at(instant(), false);
  }

  /** Runs with the clock that the local KMS was built with. */
  public synchronized void reset() {
    setting = Setting.REAL;
  }

  /**
   * Whether it stands still.
   *
   * @return true after {@link #freeze}, until {@link #resume} or {@link #reset}
   */
  public boolean isFrozen() {
    return setting.stands() != null;
  }

  private Setting at(Instant moment, boolean frozen) {
    return frozen
        ? new Setting(Duration.ZERO, moment)
        : new Setting(Duration.between(base.instant(), moment), null);
  }

  private static void checkRange(Instant moment) {
    if (moment.isBefore(EARLIEST) || !moment.isBefore(LATEST)) {
      throw outOfRange(moment.toString(), null);
    }
  }

  private static IllegalArgumentException outOfRange(String given, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "The time stays in the years 1970 to 9998, and so not " + given, cause);
  }
}
