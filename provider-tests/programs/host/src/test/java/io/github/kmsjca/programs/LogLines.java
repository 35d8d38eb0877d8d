package io.github.kmsjca.programs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What libraries log, exceptions included, for those that tell a reason nowhere else. */
public final class LogLines implements AutoCloseable {
  private final StringWriter text = new StringWriter();
  private final Handler handler = new Writing();
  private final Logger logger;
  private final @Nullable Level before;

  private LogLines(String name, Level level) {
    logger = Logger.getLogger(name);
    before = logger.getLevel();
    logger.setLevel(level);
    logger.setUseParentHandlers(false);
    handler.setLevel(level);
    logger.addHandler(handler);
  }

  /** From now on, also at DEBUG, of the loggers whose names begin like this. */
  public static LogLines of(String logger) {
    return new LogLines(logger, Level.FINE);
  }

  /** From now on, of all loggers, what is logged if nobody asks for more. */
  static LogLines ofAll() {
    return new LogLines("", Level.INFO);
  }

  /** All until now. */
  public String text() {
    return text.toString();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    logger.setLevel(before);
  }

  private final class Writing extends Handler {
    @Override
    public synchronized void publish(LogRecord line) {
      PrintWriter out = new PrintWriter(text, true);
      Object[] parameters = line.getParameters();
      out.println(
          parameters == null || parameters.length == 0
              ? line.getMessage()
              : MessageFormat.format(line.getMessage(), parameters));
      if (line.getThrown() != null) {
        line.getThrown().printStackTrace(out);
      }
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
