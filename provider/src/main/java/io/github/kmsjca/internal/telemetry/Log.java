package io.github.kmsjca.internal.telemetry;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The one logger, {@code io.github.kmsjca}. Looked up when there is something to say: the first
 * look-up starts the platform's logging, which a JVM that only registers the provider need not pay
 * for.
 */
public final class Log {
  private Log() {}

  /**
   * Logs.
   *
   * @param format as {@link java.text.MessageFormat} has it
   */
  public static void log(Level level, String format, @Nullable Object... arguments) {
    System.getLogger("io.github.kmsjca").log(level, format, arguments);
  }
}
