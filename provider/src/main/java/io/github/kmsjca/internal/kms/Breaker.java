package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.RegionState.State;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The circuit breaker of one Region. It opens when calls fail and none succeeds; then one call at a
 * time may try the Region, after pauses that grow, and its answer closes it. Thread-safe.
 */
final class Breaker {
  /** In a row. Those that fail fast cost little, and a few say little. */
  private static final int MOST_FAILURES = 5;

  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

  private final String region;
  private final LongSupplier nanoTime;
  private final DoubleSupplier random;

  private State state = State.CLOSED;
  private Instant since = Instant.now();
  private int failures;
  private long lastAnswer;
  private long opened;
  private long pause = FIRST_PAUSE;
  private long nextTrial;

  /**
   * A closed one.
   *
   * @param nanoTime as {@link System#nanoTime}
   * @param random from 0 to 1, so that the instances of a fleet do not try all at once
   */
  Breaker(String region, LongSupplier nanoTime, DoubleSupplier random) {
    this.region = region;
    this.nanoTime = nanoTime;
    this.random = random;
    this.lastAnswer = nanoTime.getAsLong() - 1;
  }

  String region() {
    return region;
  }

  /** How a call may use the Region. */
  enum Pass {
    FREE,
    /** It is the one that tries: what becomes of it has to be told. */
    TRIAL,
    /** Only if there is no other Region. */
    LAST
  }

  synchronized boolean isClosed() {
    return state == State.CLOSED;
  }

  /** Asks for one call that is about to be made. */
  synchronized Pass pass() {
    if (state == State.CLOSED) {
      return Pass.FREE;
    }
    if (state == State.HALF_OPEN || nanoTime.getAsLong() - nextTrial < 0) {
      return Pass.LAST;
    }
    become(State.HALF_OPEN);
    return Pass.TRIAL;
  }

  /**
   * KMS answered a call, whatever it said.
   *
   * @param begun when the call was made; an answer that was long on its way closes nothing
   * @return true if the Region so came back
   */
  synchronized boolean answered(Pass pass, long begun) {
    lastAnswer = nanoTime.getAsLong();
    failures = 0;
    if (state == State.CLOSED || (pass == Pass.FREE && begun - opened < 0)) {
      return false;
    }
    pause = FIRST_PAUSE;
    become(State.CLOSED);
    return true;
  }

  /**
   * KMS was not there for a call.
   *
   * @param begun when the call was made
   * @param timedOut true if it took all its time: one of these is enough, unless others were
   *     answered meanwhile
   * @return true if the Region so is given up
   */
  synchronized boolean failed(Pass pass, long begun, boolean timedOut) {
    if (pass == Pass.TRIAL) {
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      open();
      return false;
    }
    if (state != State.CLOSED) {
      return false;
    }
    failures++;
    if (failures < MOST_FAILURES && !(timedOut && lastAnswer - begun < 0)) {
      return false;
    }
    opened = nanoTime.getAsLong();
    open();
    return true;
  }

  /** Nothing was learnt by a call. */
  synchronized void unknown(Pass pass) {
    if (pass == Pass.TRIAL) {
      open();
    }
  }

  private void open() {
    nextTrial = nanoTime.getAsLong() + (long) (pause * (1 + random.getAsDouble()) / 2);
    become(State.OPEN);
  }

  private void become(State next) {
    if (state == State.CLOSED || next == State.CLOSED) {
      since = Instant.now();
    }
    state = next;
  }

  synchronized RegionState state() {
    return new RegionState(region, state, since);
  }
}
