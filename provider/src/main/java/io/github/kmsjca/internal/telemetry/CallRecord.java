package io.github.kmsjca.internal.telemetry;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * One call to KMS, on its way to the counters and to Flight Recorder. Without a recording the
 * event's class is not even loaded: that alone would start Flight Recorder, some 150 classes. Of
 * one thread only.
 */
public final class CallRecord implements AutoCloseable {
  private final CallStatistics.Operation statistics;
  private final @Nullable KmsCallEvent event;
  private final long begun = System.nanoTime();
  private long waiting;
  private int attempts;
  private boolean throttled;
  private @Nullable String failure;

  private CallRecord(CallStatistics.Operation statistics, @Nullable KmsCallEvent event) {
    this.statistics = statistics;
    this.event = event;
  }

  /** Begins; the call lasts until {@link #close}. */
  public static CallRecord begin(CallStatistics statistics, String operation, String key) {
    return new CallRecord(statistics.of(operation), event(operation, key));
  }

  private static @Nullable KmsCallEvent event(String operation, String key) {
    if (!FlightRecorder.isInitialized()) {
      return null;
    }
    KmsCallEvent event = new KmsCallEvent();
    event.operation = operation;
    event.key = key;
    event.begin();
    return event;
  }

  /**
   * Notes that the call had to wait for its turn.
   *
   * @param nanos of its duration
   */
  public void waited(long nanos) {
    waiting += nanos;
  }

  /**
   * Notes that the call was sent, to one Region.
   *
   * @param attempts how often; zero if the client does not tell
   * @param throttled whether KMS throttled one of them
   */
  public void sent(int attempts, boolean throttled) {
    this.attempts += Math.max(1, attempts);
    this.throttled |= throttled;
  }

  /** Notes that KMS throttled the call. */
  public void throttled() {
    throttled = true;
  }

  /** Notes the answer, whatever was noted before. */
  public void answered(String requestId) {
    failure = null;
    if (event != null) {
      event.requestId = requestId;
    }
  }

  /**
   * Notes a failure.
   *
   * @param failure its row in the failure table
   */
  public void failed(String failure) {
    this.failure = failure;
  }

  @Override
  public void close() {
    long time = System.nanoTime() - begun;
    if (attempts == 0) {
      waiting = time; // and got no turn
    }
    statistics.add(CallCounter.CALLS, 1);
    statistics.add(CallCounter.ATTEMPTS, attempts);
    statistics.add(CallCounter.THROTTLES, throttled ? 1 : 0);
    statistics.add(CallCounter.TIME, time);
    statistics.add(CallCounter.MAX_TIME, time);
    statistics.add(CallCounter.WAITING, waiting);
    if (failure != null) {
      statistics.failed(failure);
    }
    if (event != null) {
      event.waiting = waiting;
      event.attempts = attempts;
      event.throttled = throttled;
      event.failure = failure == null ? "" : failure;
      event.commit();
    }
  }
}
