package io.github.kmsjca.benchmarks.report;

import io.github.kmsjca.benchmarks.duel.MedianInterval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;

/** Collects lines and renders them as Markdown, with a chart beside it. Not thread-safe. */
public final class MarkdownReport {
  private final String title;
  private final List<String> facts;
  private final List<Comparison.Line> lines = new ArrayList<>();
  private final List<String> counts = new ArrayList<>();
  private final List<String> section = new ArrayList<>();

  public MarkdownReport(String title, List<String> facts) {
    this.title = title;
    this.facts = List.copyOf(facts);
  }

  /** Adds the comparison with what was measured, and gives it as a line of Markdown. */
  public String add(Comparison comparison, RunResult result) {
    Comparison.Line line = comparison.line(result);
    lines.add(line);
    return row(line);
  }

  /** Adds something that was counted, not measured. */
  public void addCount(String sentence) {
    counts.add(sentence);
  }

  /** Adds Markdown of its own kind, after everything else. */
  public void addSection(List<String> markdown) {
    section.add("");
    section.addAll(markdown);
  }

  /** Writes the report, and the chart of its ratios if it has any. */
  public Path write(Path folder, String name) throws IOException {
    RatioChart chart = new RatioChart(title, lines);
    if (!chart.isEmpty()) {
      Files.writeString(folder.resolve(name + ".svg"), chart.render());
    }
    return Files.writeString(
        folder.resolve(name + ".md"), render(chart.isEmpty() ? "" : name + ".svg"));
  }

  /** The report, with a chart in that file or without one. */
  String render(String chart) {
    List<String> text = new ArrayList<>();
    text.add("# " + title);
    text.add("");
    facts.forEach(fact -> text.add("- " + fact));
    text.add("");
    if (!lines.isEmpty()) {
      addLines(text);
    }
    if (!chart.isEmpty()) {
      text.add("");
      text.add("![The ratios as bars](" + chart + ")");
    }
    if (!counts.isEmpty()) {
      text.add("");
      counts.forEach(count -> text.add("- " + count));
    }
    text.addAll(section);
    return String.join("\n", text) + "\n";
  }

  private void addLines(List<String> text) {
    text.add(
        "Ours and the peer take turns in the same JVM, iteration by iteration; each pair of"
            + " neighbours gives one");
    text.add(
        "ratio (or difference). Given is the median of the pairs with its 95 % interval. Less is"
            + " better.");
    text.add("");
    text.add("| | What | Beside | Ours | Peer's | Ratio or difference | Target | |");
    text.add("|---|---|---|--:|--:|--:|--:|---|");
    lines.forEach(line -> text.add(row(line)));
  }

  static String row(Comparison.Line line) {
    Comparison comparison = line.comparison();
    Metric metric = comparison.metric();
    return String.join(
        " | ",
        "| " + comparison.target(),
        comparison.what(),
        comparison.peer(),
        number(line.ours()) + " " + metric.unit(),
        number(line.peer()),
        compared(comparison, line.compared()),
        Double.isInfinite(comparison.atMost()) ? "" : "≤ " + number(comparison.atMost()),
        comparison.verdict(line.compared()) + " |");
  }

  private static String compared(Comparison comparison, MedianInterval interval) {
    String pattern =
        switch (comparison.measure()) {
          case RATIO -> "%.3f [%.3f, %.3f]";
          case DIFFERENCE -> "%+.0f [%+.0f, %+.0f] " + comparison.metric().unit();
        };
    return String.format(Locale.ROOT, pattern, interval.median(), interval.low(), interval.high());
  }

  /** About three digits. */
  private static String number(double value) {
    String pattern = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
