package io.github.kmsjca.programs;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What a user can read when something fails.
 *
 * @param exception its stack trace, with all causes
 * @param log the lines of this provider and of the program
 */
public record Refusal(String exception, String log) {
  /** Does what has to fail. */
  public static Refusal of(LibraryHost.Action action) {
    Logger logger = Logger.getLogger(""); // the root of all
    Lines lines = new Lines();
    logger.addHandler(lines);
    try {
      action.run();
    } catch (Exception e) {
      return new Refusal(trace(e), String.join("\n", lines.all));
    } finally {
      logger.removeHandler(lines);
    }
    throw new AssertionError("it did not fail");
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static final class Lines extends Handler {
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord event) {
      Object[] parameters = event.getParameters();
      all.add(
          parameters == null || parameters.length == 0
              ? event.getMessage()
              : MessageFormat.format(event.getMessage(), parameters));
      if (event.getThrown() != null) {
        all.add(trace(event.getThrown()));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
