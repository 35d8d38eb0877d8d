package io.github.kmsjca.internal.telemetry;

import java.lang.System.Logger;

/**
 * The one logger, {@code io.github.kmsjca}. Looked up when there is something to say: the first
 * look-up starts the platform's logging, which a JVM that only registers the provider need not pay
 * for.
 */
public final class Log {
  private Log() {}

  /** The logger, to be called where the message is made: that is what it names as its source. */
  public static Logger logger() {
    return System.getLogger("io.github.kmsjca");
  }
}
