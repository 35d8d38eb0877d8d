package io.github.kmsjca.internal.telemetry;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * One call to KMS, on its way to Flight Recorder. Without a recording the event's class is not even
 * loaded: that alone would start Flight Recorder, some 150 classes.
 */
public final class CallRecord implements AutoCloseable {
  private static final CallRecord NONE = new CallRecord(null);

  private final @Nullable KmsCallEvent event;

  private CallRecord(@Nullable KmsCallEvent event) {
    this.event = event;
  }

  /** Begins; the call lasts until {@link #close}. */
  public static CallRecord begin(String operation, String key) {
    if (!FlightRecorder.isInitialized()) {
      return NONE;
    }
    KmsCallEvent event = new KmsCallEvent();
    event.operation = operation;
    event.key = key;
    event.begin();
    return new CallRecord(event);
  }

  /**
   * Notes that the call had to wait for its turn.
   *
   * @param nanos of its duration
   */
  public void waited(long nanos) {
    if (event != null) {
      event.waiting = nanos;
    }
  }

  public void succeeded(String requestId) {
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
    if (event != null) {
      event.failure = failure;
    }
  }

  @Override
  public void close() {
    if (event != null) {
      event.commit();
    }
  }
}
