package io.github.kmsjca.internal.kms.client;

import java.util.List;

/**
 * Loggers below us that are enabled and would write secrets, in words.
 *
 * @param names at least one
 */
public record LoudLoggers(List<String> names) {
  /** What they would do. */
  public String finding() {
    return (names.size() == 1 ? "the logger " : "the loggers ")
        + String.join(", ", names)
        + " would write data keys, plaintexts or session tokens to the log";
  }

  /** What to do, with the first one as the example. */
  public String advice() {
    String name = names.get(0);
    return "Set "
        + (names.size() == 1 ? "it" : "each of them")
        + (" to INFO (logback.xml: <logger name=\"" + name + "\" level=\"INFO\"/>;")
        + (" log4j2.xml: <Logger name=\"" + name + "\" level=\"INFO\"/>;")
        + (" logging.properties: " + name + ".level=INFO;")
        + (" Spring Boot: logging.level." + name + "=info)");
  }
}
