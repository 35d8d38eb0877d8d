package io.github.kmsjca.internal.doctor;

import java.util.concurrent.TimeUnit;

/** Tells how long each step took. */
final class Stopwatch {
  private long start = System.nanoTime();

  /** What was done since the last lap, with its time. */
  String lap(String what) {
    long now = System.nanoTime();
    long millis = TimeUnit.NANOSECONDS.toMillis(now - start);
    start = now;
    return what + " " + millis + " ms";
  }
}
