package io.github.kmsjca.internal.kms;

import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The repetitions of one call, beyond those of the SDK: while KMS does not yet know what this
 * provider made a moment ago, and while it throttles calls that administer. Holds no turn while it
 * waits. For one thread.
 */
final class Repetition {
  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int MOST_DOUBLINGS = 4;

  private final KmsCall<?, ?> call;
  private final MadeLately lately;
  private final Duration callTimeout;
  private final long begin = System.nanoTime();
  private int pauses;
  private int attempts;

  /**
   * Of a call that begins now.
   *
   * @param callTimeout how long it may be throttled
   */
  Repetition(KmsCall<?, ?> call, MadeLately lately, Duration callTimeout) {
    this.call = call;
    this.lately = lately;
    this.callTimeout = callTimeout;
  }

  /** The attempts before the last failure. */
  int attempts() {
    return attempts;
  }

  Duration taken() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Waits, and says true, if the call is to be made again after this failure. */
  boolean isDue(KmsCallException e, Route route) throws KmsCallException {
    lately.learn(call, e);
    long pause = pause();
    if (pause > rest(e)) {
      return false;
    }
    int tried = Circumstances.attempts(e, route);
    pauses++;
    try {
      TimeUnit.NANOSECONDS.sleep(pause);
    } catch (InterruptedException interrupted) {
      throw KmsCallException.interrupted(
          call.operation(), Gateway.keys(call), "before the next attempt", e);
    }
    attempts += tried;
    return true;
  }

  private long rest(KmsCallException e) {
    if (e.failure() == KmsFailure.THROTTLED && call.outlastsThrottling()) {
      return callTimeout.minus(taken()).toNanos();
    }
    return lately.rest(call, e);
  }

  /** Half of it is random, so that callers that were refused together do not come together. */
  private long pause() {
    long most = FIRST_PAUSE << Math.min(pauses, MOST_DOUBLINGS);
    return ThreadLocalRandom.current().nextLong(most / 2, most + 1);
  }
}
