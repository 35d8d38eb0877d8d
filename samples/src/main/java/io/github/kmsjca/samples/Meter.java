package io.github.kmsjca.samples;

import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.localkms.CallLog;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs the steps of the tour; counts what each costs in KMS calls and time; prints the table. */
final class Meter {
  /** One step: anything that throws has failed. */
  interface Step {
    void run() throws Exception;
  }

  private static final String LINE = "%-56s %-29s %10s%n";
  private static final int WIDTH = 97;

  private record Row(String what, String calls, String time) {}

  private final CallLog log;
  private final List<Row> rows = new ArrayList<>();
  private long totalCalls;
  private long totalNanos;

  Meter(CallLog log) {
    this.log = log;
  }

  void heading(String text) {
    rows.add(new Row(text, "", ""));
  }

  void step(String what, Step step) throws Exception {
    log.clear();
    long start = System.nanoTime();
    try {
      step.run();
    } catch (Exception e) {
      throw new IllegalStateException("The tour ends at the step '" + what + "'", e);
    }
    long nanos = System.nanoTime() - start;
    totalCalls += log.count();
    totalNanos += nanos;
    rows.add(new Row("  " + what, operations(), milliseconds(nanos)));
  }

  private String operations() {
    Map<String, Long> counts =
        log.all().stream()
            .collect(Collectors.groupingBy(Call::operation, TreeMap::new, Collectors.counting()));
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
  }

  long totalCalls() {
    return totalCalls;
  }

  Duration totalTime() {
    return Duration.ofNanos(totalNanos);
  }

  void print(PrintStream out) {
    out.printf(LINE, "What was done", "KMS calls", "Time");
    out.println("-".repeat(WIDTH));
    for (Row row : rows) {
      if (row.calls().isEmpty()) {
        out.println(row.what());
      } else {
        out.printf(LINE, row.what(), row.calls(), row.time());
      }
    }
    out.println("-".repeat(WIDTH));
  }

  private static String milliseconds(long nanos) {
    return String.format("%.1f ms", nanos / 1e6);
  }
}
