package io.github.kmsjca.localkms;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Where the clock of a local KMS goes, as people type it.
 *
 * @param moment null to stay
 * @param by how much further
 * @param frozen whether it stands there
 */
record ClockRule(@Nullable Instant moment, Duration by, boolean frozen) {
  static final String FORM = "[frozen:]TIME or +DURATION or -DURATION";

  private static final String FROZEN = "frozen:";

  static ClockRule parse(String text) {
    if (text.startsWith("+")) {
      return new ClockRule(null, Durations.parse(text.substring(1)), false);
    }
    if (text.startsWith("-")) {
      return new ClockRule(null, Durations.parse(text.substring(1)).negated(), false);
    }
    boolean frozen = text.startsWith(FROZEN);
    return new ClockRule(
        moment(frozen ? text.substring(FROZEN.length()) : text), Duration.ZERO, frozen);
  }

  static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "A time is like 2030-01-01T00:00:00Z, unlike '" + text + "'", e);
    }
  }

  /**
   * Moves a clock.
   *
   * @throws IllegalArgumentException if it would be out of range
   */
  void applyTo(KmsClock clock) {
    if (moment == null) {
      clock.advance(by);
    } else {
      clock.set(moment, frozen);
    }
  }
}
