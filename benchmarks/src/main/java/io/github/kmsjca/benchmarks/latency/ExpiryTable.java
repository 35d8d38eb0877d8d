package io.github.kmsjca.benchmarks.latency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an {@link ExpiryTrial} gave; ours is the first row, the control the last. */
public final class ExpiryTable {
  private final String conditions;
  private final Duration waited;
  private final List<Row> rows;

  ExpiryTable(String conditions, Duration waited, List<Row> rows) {
    this.conditions = conditions;
    this.waited = waited;
    this.rows = List.copyOf(rows);
  }

  /** As Markdown. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("P7: " + conditions + ". Times in milliseconds, of every operation.");
    lines.add("");
    lines.add(
        "| | Operations | p50 | p99 | p99.9 | longest | took ≥ "
            + waited.toMillis()
            + " ms | GenerateDataKey |");
    lines.add("|---|--:|--:|--:|--:|--:|--:|--:|");
    rows.forEach(row -> lines.add(row.markdown(waited)));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "- P7: operations of ours that took as long as a wait for KMS: %,d (target: 0, %s).",
            rows.get(0).latencies().atLeast(waited),
            verdict()));
    return lines;
  }

  /** Where the machine stalls those that wait for nothing, ours stall as well. */
  private String verdict() {
    long ours = rows.get(0).latencies().atLeast(waited);
    if (ours == 0) {
      return "met";
    }
    long control = rows.get(rows.size() - 1).latencies().atLeast(waited);
    return ours <= control ? "met within the error" : "**missed**";
  }

  /** One contender's figures. */
  record Row(String name, Latencies latencies, long kmsCalls) {
    String markdown(Duration waited) {
      return String.format(
          Locale.ROOT,
          "| %s | %,d | %.3f | %.2f | %.1f | %.1f | %,d | %d |",
          name,
          latencies.count(),
          latencies.millis(0.5),
          latencies.millis(0.99),
          latencies.millis(0.999),
          latencies.millis(1),
          latencies.atLeast(waited),
          kmsCalls);
    }
  }
}
