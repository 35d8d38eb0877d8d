package io.github.kmsjca.logging;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What the loggers below the provider log to, with all of them on. */
enum Backend {
  /** Its root is at DEBUG without any configuration. */
  LOGBACK(
      "logback.configurationFile",
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%%p %%logger %%msg%%n</pattern></encoder>
        </appender>
        %s
        <root level="TRACE"><appender-ref ref="out"/></root>
      </configuration>
      """,
      "<logger name=\"%s\" level=\"INFO\"/>"),

  LOG4J2(
      "log4j2.configurationFile",
      """
      <Configuration>
        <Appenders>
          <Console name="out"><PatternLayout pattern="%%p %%c %%m%%n"/></Console>
        </Appenders>
        <Loggers>
          %s
          <Root level="TRACE"><AppenderRef ref="out"/></Root>
        </Loggers>
      </Configuration>
      """,
      "<Logger name=\"%s\" level=\"INFO\"/>"),

  JUL(
      "java.util.logging.config.file",
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level=ALL
      .level=ALL
      %s
      """,
      "%s.level=INFO");

  private final String property;
  private final String configuration;
  private final String exception;

  Backend(String property, String configuration, String exception) {
    this.property = property;
    this.configuration = configuration;
    this.exception = exception;
  }

  List<Path> jars() throws IOException {
    return Jars.neighbours(name().toLowerCase(java.util.Locale.ROOT));
  }

  /** All on, but for some as we advise; Logback's default instead where that does as well. */
  void configure(ForkedJvm jvm, Path dir, String... quiet) throws IOException {
    if (this == LOGBACK && quiet.length == 0) {
      return;
    }
    String exceptions =
        List.of(quiet).stream().map(exception::formatted).collect(Collectors.joining("\n"));
    // Log4j tells the format by the name.
    String end = this == JUL ? ".properties" : ".xml";
    Path file = Files.createTempFile(dir, name(), end);
    Files.writeString(file, configuration.formatted(exceptions));
    jvm.property(property, file);
  }
}
