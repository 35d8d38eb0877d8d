package io.github.kmsjca.benchmarks.report;

import io.github.kmsjca.benchmarks.duel.MedianInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The ratios of a report as an SVG image: a bar from 1, which is as fast as the peer, to the
 * median; a thin line for its interval; a mark for the target. The scale is logarithmic, because
 * twice as fast is as far from 1 as half as fast. Its colours follow the reader's light or dark
 * theme.
 */
final class RatioChart {
  private static final int LABELS = 680;
  private static final int PLOT = 400;
  private static final int WIDTH = LABELS + PLOT + 80;
  private static final int TOP = 56;
  private static final int ROW = 22;
  private static final int BAR = 12;
  private static final double[] STEPS = {1, 2, 5};
  private static final double ALMOST_ONE = 1 - 1e-9;

  private static final String STYLE =
      """
      <style>
      text { font: 12px sans-serif; fill: #1f2328; } .end { text-anchor: end; }
      .middle { text-anchor: middle; } .title { font-weight: bold; }
      .paper { fill: #ffffff; } .met { fill: #2da44e; } .missed { fill: #cf222e; }
      .none { fill: #8c959f; } .grid { stroke: #d1d9e0; } .one, .interval { stroke: #1f2328; }
      .target { stroke: #0969da; stroke-width: 3; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; } .paper { fill: #0d1117; } .met { fill: #238636; }
        .missed { fill: #da3633; } .none { fill: #6e7681; } .grid { stroke: #30363d; }
        .one, .interval { stroke: #e6edf3; } .target { stroke: #58a6ff; }
      }
      </style>
      """;

  private final String title;
  private final List<Comparison.Line> lines;
  private final double low;
  private final double high;

  /** Of those lines that are ratios. */
  RatioChart(String title, List<Comparison.Line> lines) {
    this.title = title;
    this.lines =
        lines.stream()
            .filter(line -> line.comparison().measure() == Comparison.Measure.RATIO)
            .toList();
    this.low = this.lines.stream().mapToDouble(RatioChart::smallest).min().orElse(1) * 0.9;
    this.high = this.lines.stream().mapToDouble(RatioChart::largest).max().orElse(1) * 1.1;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  String render() {
    int bottom = TOP + ROW * lines.size();
    int height = bottom + ROW + BAR;
    List<String> svg = new ArrayList<>();
    svg.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\">"
            .formatted(WIDTH, height, WIDTH));
    svg.add("<title>" + escaped(title) + "</title>");
    svg.add(STYLE.strip());
    svg.add("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>".formatted(WIDTH, height));
    svg.add(text(12, 20, "title", title));
    svg.add(text(12, 40, "plain", "Ours as a multiple of the peer's, less is better; logarithmic"));
    grid(svg, bottom);
    for (int i = 0; i < lines.size(); i++) {
      row(svg, lines.get(i), TOP + ROW * i + ROW / 2.0);
    }
    svg.add(line("one", x(1), TOP, x(1), bottom));
    legend(svg, bottom + 24);
    svg.add("</svg>");
    return String.join("\n", svg) + "\n";
  }

  private void grid(List<String> svg, int bottom) {
    int steps = high / low > 100 ? 1 : STEPS.length;
    int decades = (int) Math.ceil(Math.log10(high));
    for (int decade = (int) Math.floor(Math.log10(low)); decade <= decades; decade++) {
      for (int i = 0; i < steps; i++) {
        double value = STEPS[i] * Math.pow(10, decade);
        if (value >= low && value <= high) {
          svg.add(line("grid", x(value), TOP, x(value), bottom));
          svg.add(text(x(value), TOP - 4, "middle", plain(value)));
        }
      }
    }
  }

  private void row(List<String> svg, Comparison.Line line, double y) {
    Comparison comparison = line.comparison();
    MedianInterval ratio = line.compared();
    boolean hasTarget = !Double.isInfinite(comparison.atMost());
    String verdict = !hasTarget ? "none" : ratio.median() <= comparison.atMost() ? "met" : "missed";
    double from = Math.min(x(1), x(ratio.median()));
    double to = Math.max(x(1), x(ratio.median()));
    svg.add(text(LABELS - 10, y + 4, "end", label(comparison)));
    svg.add(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>",
            verdict,
            from,
            y - BAR / 2.0,
            Math.max(1, to - from),
            BAR));
    svg.add(line("interval", x(ratio.low()), y, x(ratio.high()), y));
    if (hasTarget) {
      double target = x(comparison.atMost());
      svg.add(line("target", target, y - BAR / 2.0 - 2, target, y + BAR / 2.0 + 2));
    }
    svg.add(text(LABELS + PLOT + 10, y + 4, "plain", plain(ratio.median())));
  }

  private static void legend(List<String> svg, int y) {
    svg.add(text(LABELS, y, "plain", "1: as the peer; thin line: 95 % interval"));
    svg.add(line("target", LABELS + 240, y - 12, LABELS + 240, y + 2));
    svg.add(text(LABELS + 248, y, "plain", "target: at most"));
  }

  private static String label(Comparison comparison) {
    String metric =
        comparison.metric() == Metric.TIME ? "" : " (" + comparison.metric().unit() + ")";
    return comparison.target() + ": " + comparison.what() + metric + " / " + comparison.peer();
  }

  private double x(double value) {
    return LABELS + PLOT * Math.log(value / low) / Math.log(high / low);
  }

  private static double smallest(Comparison.Line line) {
    return Math.min(ALMOST_ONE, Math.min(line.compared().low(), line.comparison().atMost()));
  }

  private static double largest(Comparison.Line line) {
    double limit = line.comparison().atMost();
    return Math.max(1, Math.max(line.compared().high(), Double.isInfinite(limit) ? 1 : limit));
  }

  private static String line(String type, double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        type,
        x1,
        y1,
        x2,
        y2);
  }

  private static String text(double x, double y, String type, String content) {
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        type,
        x,
        y,
        escaped(content));
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, value >= 0.1 ? "%.2f" : "%.2g", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
