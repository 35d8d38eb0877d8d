package io.github.kmsjca.keystore;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the provider logs, while it is open. */
public final class LogCapture extends Handler implements AutoCloseable {
  // Held, because java.util.logging keeps its loggers only weakly.
  private final Logger logger = Logger.getLogger("io.github.kmsjca");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  public LogCapture() {
    logger.addHandler(this);
  }

  public boolean contains(String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  public String text() {
    return String.join("\n", lines);
  }

  @Override
  public void publish(LogRecord event) {
    Object[] parameters = event.getParameters();
    String message =
        parameters == null || parameters.length == 0
            ? event.getMessage()
            : MessageFormat.format(event.getMessage(), parameters);
    lines.add(event.getLevel().getName() + " " + message);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
