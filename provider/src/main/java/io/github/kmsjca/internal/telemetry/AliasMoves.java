package io.github.kmsjca.internal.telemetry;

import java.lang.System.Logger.Level;
import jdk.jfr.FlightRecorder;

/** Tells, in the log and to Flight Recorder, that an alias names another key than before. */
public final class AliasMoves {
  private AliasMoves() {}

  /** Tells it. */
  public static void tell(String alias, String oldKey, String newKey) {
    Log.logger()
        .log(
            Level.WARNING,
            "KMS alias {0} moved from {1} to {2}; handles made earlier keep the old key",
            alias,
            oldKey,
            newKey);
    if (FlightRecorder.isInitialized()) {
      AliasMovedEvent event = new AliasMovedEvent();
      event.alias = alias;
      event.oldKey = oldKey;
      event.newKey = newKey;
      event.commit();
    }
  }
}
