package io.github.kmsjca.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Keeps, from its beginning to its end, all that this JVM lets others read: logs at every level,
 * Flight Recorder's events, beans, and the texts of exceptions, those included that somebody
 * catches. Then looks through it for every secret that went to KMS or came from there.
 */
final class Audit {
  /** Ours, the SDK's and its HTTP client's; SLF4J's loggers are java.util.logging's here. */
  private static final List<String> LOGGERS =
      List.of("io.github.kmsjca", "software.amazon.awssdk", "org.apache.hc");

  /** While these write, the provider makes no call. */
  private static final List<String> REFUSED =
      List.of(
          "org.apache.hc.client5.http.wire",
          "org.apache.hc.client5.http.headers",
          "software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner");

  private static final List<String> OURS =
      List.of(
          "io.github.kmsjca.KmsCall", "io.github.kmsjca.DataKey", "io.github.kmsjca.AliasMoved");

  private static final List<String> THROWN =
      List.of("jdk.JavaExceptionThrow", "jdk.JavaErrorThrow");

  private final Needles needles = new Needles();
  private final Map<Logger, Level> levels = new LinkedHashMap<>();
  private final Path directory;
  private final Path text;
  private final PrintWriter out;
  private final Recording recording = new Recording();
  private final LogKeeper keeper = new LogKeeper();
  private long beans;

  private Audit() throws IOException {
    directory = Files.createTempDirectory("audit");
    text = directory.resolve("logs-and-beans.txt");
    out = new PrintWriter(Files.newBufferedWriter(text));
  }

  /** How much was looked through, and what was found there. */
  record Result(
      int secrets,
      long logLines,
      long megabytes,
      long beans,
      long events,
      long exceptions,
      Set<String> found) {}

  static Audit begin() {
    try {
      Audit audit = new Audit();
      LOGGERS.forEach(name -> audit.set(name, Level.ALL));
      REFUSED.forEach(name -> audit.set(name, Level.INFO));
      Logger.getLogger("").addHandler(audit.keeper);
      OURS.forEach(audit.recording::enable);
      THROWN.forEach(event -> audit.recording.enable(event).withoutStackTrace());
      audit.recording.start();
      SecretsSeen.tell(audit.needles);
      return audit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Held, because java.util.logging keeps its loggers only weakly. */
  private void set(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    levels.put(logger, logger.getLevel());
    logger.setLevel(level);
  }

  Needles needles() {
    return needles;
  }

  /** Writes the log's lines into the file. */
  private final class LogKeeper extends Handler {
    private long lines;

    @Override
    public void publish(LogRecord event) {
      Object[] parameters = event.getParameters();
      String message = String.valueOf(event.getMessage());
      String whole =
          parameters == null || parameters.length == 0
              ? message
              : MessageFormat.format(message.replace("'", "''"), parameters);
      synchronized (out) {
        lines++;
        out.println("log of " + event.getLoggerName() + ": " + whole);
        if (event.getThrown() != null) {
          event.getThrown().printStackTrace(out);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** Keeps what the beans show now. */
  void readBeans() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      for (ObjectName name : server.queryNames(new ObjectName("io.github.kmsjca:*"), null)) {
        String[] attributes =
            Stream.of(server.getMBeanInfo(name).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        synchronized (out) {
          beans++;
          out.println("bean " + name);
          for (Attribute attribute : server.getAttributes(name, attributes).asList()) {
            out.println("bean: " + attribute.getName() + "=" + attribute.getValue());
          }
        }
      }
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  Result end() {
    SecretsSeen.tell(null);
    Logger.getLogger("").removeHandler(keeper);
    levels.forEach(Logger::setLevel);
    readBeans();
    try (recording;
        out) {
      recording.stop();
      Path events = directory.resolve("events.jfr");
      recording.dump(events);
      out.flush();
      return search(events);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result search(Path events) throws IOException {
    Set<String> found = new TreeSet<>();
    long characters = 0;
    try (Stream<String> lines = Files.lines(text)) {
      for (String line : (Iterable<String>) lines::iterator) {
        characters += line.length();
        found.addAll(needles.in("text", line));
      }
    }
    long ours = 0;
    long thrown = 0;
    try (RecordingFile file = new RecordingFile(events)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        String type = event.getEventType().getName();
        if (OURS.contains(type)) {
          ours++;
          characters += event.toString().length();
          found.addAll(needles.in("event " + type, event.toString()));
        } else if (THROWN.contains(type)) {
          RecordedClass of = event.getValue("thrownClass");
          String message = String.valueOf(event.getString("message"));
          if (!isOfTest(of.getName())) {
            thrown++;
            characters += message.length();
            found.addAll(needles.in("exception " + of.getName(), message));
          }
        }
      }
    }
    return new Result(needles.count(), keeper.lines, characters >> 20, beans, ours, thrown, found);
  }

  /** What a test says of what it compares. */
  private static boolean isOfTest(String thrown) {
    return thrown.equals("java.lang.AssertionError")
        || thrown.startsWith("org.opentest4j.")
        || thrown.startsWith("org.assertj.");
  }
}
