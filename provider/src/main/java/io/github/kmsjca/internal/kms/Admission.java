package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.kms.client.OpenCall;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many calls be in flight, retries included, and has further ones wait for their turn in
 * the order in which they came. Else they would wait in the HTTP client's pool, which lets the
 * limit of an attempt run meanwhile: while KMS is slow, attempts would be given up as soon as they
 * are made. Waiting counts towards the call's limit, and ends while there is time for an attempt:
 * those who get a turn can use it, however long the queue is. Thread-safe; a virtual thread that
 * waits leaves its carrier.
 */
final class Admission {
  private final int maxCalls;
  private final Duration callTimeout;
  private final Duration attemptTimeout;
  private final long patience;
  private final Semaphore calls;

  /** However many there are to decrypt, garbage perhaps, some turns are left for the others. */
  private final Semaphore decrypts;

  /**
   * An empty queue.
   *
   * @param attemptTimeout what is left of {@code callTimeout} to one who gets a turn; half of it if
   *     that is less
   */
  Admission(int maxCalls, Duration callTimeout, Duration attemptTimeout) {
    this.maxCalls = maxCalls;
    this.callTimeout = callTimeout;
    this.attemptTimeout = attemptTimeout;
    long limit = TimeUnit.NANOSECONDS.convert(callTimeout); // of centuries, those that fit
    long kept = Math.min(TimeUnit.NANOSECONDS.convert(attemptTimeout), limit / 2);
    this.patience = limit - kept;
    this.calls = new Semaphore(maxCalls, true);
    this.decrypts = new Semaphore(maxCalls - maxCalls / 5, true);
  }

  /** As the settings say; an application counts its own client's connections, unless one is set. */
  static Admission of(Configuration configuration, boolean isSupplied) {
    boolean isUnlimited = isSupplied && configuration.isDefault(Setting.MAX_CONNECTIONS);
    return new Admission(
        isUnlimited ? Integer.MAX_VALUE : configuration.count(Setting.MAX_CONNECTIONS),
        configuration.duration(Setting.CALL_TIMEOUT),
        configuration.duration(Setting.ATTEMPT_TIMEOUT));
  }

  /** A call's turn, which ends when it is closed. */
  final class Turn implements AutoCloseable {
    private final boolean isDecrypt;
    private final long begun;
    private final long waited;
    private boolean begunAnew;

    private Turn(boolean isDecrypt, long begun, long waited) {
      this.isDecrypt = isDecrypt;
      this.begun = begun;
      this.waited = waited;
    }

    /** True once: the call may be made once more, within what is left of its limit. */
    boolean beginsAnew() {
      boolean isFirst = !begunAnew;
      begunAnew = true;
      return isFirst;
    }

    /** What is left of the call's limit. */
    Duration rest() {
      return callTimeout.minusNanos(System.nanoTime() - begun);
    }

    /**
     * How far the client may go in the Region where a call is. If there is another Region to be
     * asked, that is its share of the time.
     */
    OpenCall.Limits limits(Route route) {
      int others = route.others();
      boolean isWhole = waited == 0 && !begunAnew && route.isAtStart();
      if (others == 0) {
        return isWhole ? OpenCall.Limits.NONE : new OpenCall.Limits(rest(), null, false);
      }
      Duration rest = rest();
      Duration share = rest.dividedBy(others + 1L);
      return new OpenCall.Limits(
          isWhole ? null : rest,
          attemptTimeout.compareTo(share) < 0 ? attemptTimeout : share,
          true);
    }

    /** In nanoseconds. */
    long waited() {
      return waited;
    }

    @Override
    public void close() {
      calls.release();
      if (isDecrypt) {
        decrypts.release();
      }
    }
  }

  /** Waits for a turn. */
  Turn enter(String operation, String keys) throws KmsCallException {
    boolean isDecrypt = operation.equals("Decrypt");
    long begun = System.nanoTime();
    long waitedInAll = isDecrypt ? pass(decrypts, 0, operation, keys) : 0;
    try {
      waitedInAll = pass(calls, waitedInAll, operation, keys);
    } catch (KmsCallException e) {
      if (isDecrypt) {
        decrypts.release();
      }
      throw e;
    }
    return new Turn(isDecrypt, begun, waitedInAll);
  }

  /** Passes one gate, and adds how long that took to what the call has waited before. */
  private long pass(Semaphore gate, long waitedBefore, String operation, String keys)
      throws KmsCallException {
    if (!gate.hasQueuedThreads() && gate.tryAcquire()) {
      return waitedBefore;
    }
    long begun = System.nanoTime();
    try {
      boolean isPassed = gate.tryAcquire(patience - waitedBefore, TimeUnit.NANOSECONDS);
      long waitedInAll = waitedBefore + System.nanoTime() - begun;
      if (!isPassed) {
        String detail = detail(gate, waitedInAll);
        throw new KmsCallException(KmsFailure.BUSY, operation, keys, detail, null);
      }
      return waitedInAll;
    } catch (InterruptedException e) {
      throw KmsCallException.interrupted(operation, keys, "", e);
    }
  }

  private String detail(Semaphore gate, long waitedNanos) {
    return String.format(
        Locale.ROOT,
        "%d of %d calls in flight, %d waiting%s; waited %.1f s",
        inFlight(),
        maxCalls,
        waiting(),
        gate == decrypts ? ", a fifth being kept from Decrypt" : "",
        waitedNanos / 1e9);
  }

  /** How many calls have their turn now. */
  int inFlight() {
    return maxCalls - calls.availablePermits();
  }

  /** How many threads wait for a turn now, about. */
  int waiting() {
    return calls.getQueueLength() + decrypts.getQueueLength();
  }
}
