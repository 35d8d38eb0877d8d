package io.github.kmsjca.programs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What libraries log at DEBUG, exceptions included, for those that tell a reason nowhere else. */
public final class LogLines implements AutoCloseable {
  private final StringWriter text = new StringWriter();
  private final Handler handler = new Writing();
  private final Logger logger;

  private LogLines(String name) {
    logger = Logger.getLogger(name);
    logger.setLevel(Level.FINE);
    logger.setUseParentHandlers(false);
    handler.setLevel(Level.FINE);
    logger.addHandler(handler);
  }

  /** From now on, of the loggers whose names begin like this. */
  public static LogLines of(String logger) {
    return new LogLines(logger);
  }

  /** All until now. */
  public String text() {
    return text.toString();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }

  private final class Writing extends Handler {
    @Override
    public void publish(LogRecord line) {
      PrintWriter out = new PrintWriter(text, true);
      Object[] parameters = line.getParameters();
      out.println(
          parameters == null
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
