package io.github.kmsjca.benchmarks;

import static io.github.kmsjca.benchmarks.Suite.NO_TARGET;
import static io.github.kmsjca.benchmarks.report.Comparison.ratio;

import io.github.kmsjca.benchmarks.harmless.HarmlessBenchmark;
import io.github.kmsjca.benchmarks.harmless.Work;
import io.github.kmsjca.benchmarks.report.Comparison;
import io.github.kmsjca.benchmarks.report.Metric;
import io.github.kmsjca.benchmarks.report.Run;
import java.util.ArrayList;
import java.util.List;

/** What does not want KMS, with the provider at position 1: P12. */
final class HarmlessRows {
  static final String TARGET = "P12";

  private static final double FIVE_PERCENT_MORE = 1.05;
  private static final String PEER = "the same without the provider";

  private HarmlessRows() {}

  static List<Comparison> all() {
    List<Comparison> rows = new ArrayList<>();
    for (Work work : Work.values()) {
      Run run =
          Run.of(HarmlessBenchmark.class)
              .with("work", work)
              .warmUp(work.isHandshake() ? 40 : 10)
              .length(3);
      rows.add(
          ratio(
              TARGET,
              work.title(),
              PEER,
              run,
              Metric.TIME,
              work.isHandshake() ? FIVE_PERCENT_MORE : NO_TARGET));
      rows.add(ratio(TARGET, work.title(), PEER, run, Metric.ALLOCATION, NO_TARGET));
    }
    return rows;
  }
}
