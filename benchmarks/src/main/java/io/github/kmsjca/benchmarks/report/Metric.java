package io.github.kmsjca.benchmarks.report;

import io.github.kmsjca.benchmarks.duel.CpuProfiler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/** What is compared. */
public enum Metric {
  TIME("µs", null),
  /** Of a JVM, from its start to its end. */
  LAUNCH("ms", null),
  CPU("µs of CPU", CpuProfiler.LABEL),
  ALLOCATION("bytes", "gc.alloc.rate.norm");

  private final String unit;
  private final @Nullable String secondaryResult;

  Metric(String unit, @Nullable String secondaryResult) {
    this.unit = unit;
    this.secondaryResult = secondaryResult;
  }

  String unit() {
    return unit;
  }

  double of(IterationResult iteration) {
    Result<?> result =
        secondaryResult == null
            ? iteration.getPrimaryResult()
            : iteration.getSecondaryResults().get(secondaryResult);
    return Objects.requireNonNull(result, "the profiler gave nothing").getScore();
  }
}
