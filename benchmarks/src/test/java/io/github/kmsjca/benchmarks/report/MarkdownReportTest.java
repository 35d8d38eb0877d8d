package io.github.kmsjca.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.benchmarks.duel.MedianInterval;
import io.github.kmsjca.benchmarks.sign.SignBenchmark;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  private static final Run RUN = Run.of(SignBenchmark.class).with("sharedClient", true);

  @Test
  void verdictTakesTheErrorIntoAccount() {
    Comparison comparison = Comparison.ratio("P9", "a", "b", RUN, Metric.TIME, 1.05);
    assertThat(comparison.verdict(new MedianInterval(1, 1.02, 1.05))).isEqualTo("met");
    assertThat(comparison.verdict(new MedianInterval(1, 1.04, 1.06)))
        .isEqualTo("met within the error");
    assertThat(comparison.verdict(new MedianInterval(1, 1.06, 1.09)))
        .isEqualTo("missed within the error");
    assertThat(comparison.verdict(new MedianInterval(1.06, 1.07, 1.08))).isEqualTo("**missed**");
  }

  @Test
  void withoutLimitThereIsNoVerdict() {
    Comparison comparison =
        Comparison.ratio("P9", "a", "b", RUN, Metric.TIME, Double.POSITIVE_INFINITY);
    assertThat(comparison.verdict(new MedianInterval(1, 2, 3))).isEmpty();
  }

  @Test
  void textHoldsInAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Comparison comparison = Comparison.difference("P10", "a", "b", RUN, Metric.LAUNCH, 30);
      String row =
          MarkdownReport.row(
              new Comparison.Line(comparison, 1234.5, 0.25, new MedianInterval(-1, 2, 3)));
      assertThat(row)
          .isEqualTo("| P10 | a | b | 1,235 ms | 0.25 | +2 [-1, +3] ms | ≤ 30.0 | met |");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void reportNamesMachineAndTargets() {
    MarkdownReport report = new MarkdownReport("Title", List.of("a machine"));
    report.addCount("60 classes");
    assertThat(report.render("")).startsWith("# Title\n\n- a machine\n").endsWith("- 60 classes\n");
  }
}
