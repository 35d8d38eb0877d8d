package io.github.kmsjca.internal.telemetry;

import jdk.jfr.FlightRecorder;

/** Tells Flight Recorder what the data-key cache decided; loads nothing without a recording. */
public final class DataKeyDecisions {
  private DataKeyDecisions() {}

  /**
   * Tells it.
   *
   * @param decision such as {@code LOADED}
   * @param operation the KMS operation that brings such keys
   * @param key ARN of the KMS key
   * @param reason may be empty
   */
  public static void tell(String decision, String operation, Object key, String reason) {
    if (FlightRecorder.isInitialized()) {
      DataKeyEvent event = new DataKeyEvent();
      event.decision = decision;
      event.operation = operation;
      event.key = key.toString();
      event.reason = reason;
      event.commit();
    }
  }
}
