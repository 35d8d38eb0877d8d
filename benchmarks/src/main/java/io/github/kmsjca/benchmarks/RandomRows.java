package io.github.kmsjca.benchmarks;

import static io.github.kmsjca.benchmarks.Suite.NO_TARGET;
import static io.github.kmsjca.benchmarks.report.Comparison.ratio;

import io.github.kmsjca.benchmarks.random.PlatformRandom;
import io.github.kmsjca.benchmarks.random.RandomBenchmark;
import io.github.kmsjca.benchmarks.report.Comparison;
import io.github.kmsjca.benchmarks.report.Metric;
import io.github.kmsjca.benchmarks.report.Run;
import java.util.ArrayList;
import java.util.List;

/** Random numbers: P11. */
final class RandomRows {
  static final String TARGET = "P11";

  private static final double HALF_AS_MUCH_AGAIN = 1.5;

  private RandomRows() {}

  static List<Comparison> all() {
    List<Comparison> rows = new ArrayList<>();
    for (PlatformRandom peer : PlatformRandom.values()) {
      for (int size : new int[] {32, 4096}) {
        for (int threads : new int[] {1, 2}) {
          rows.add(
              ratio(
                  TARGET,
                  (size < 1024 ? size + " B" : size / 1024 + " KiB")
                      + " of random bytes"
                      + (threads == 1 ? "" : ", 2 threads with one generator"),
                  peer.title(),
                  Run.of(RandomBenchmark.class)
                      .with("size", size)
                      .with("peer", peer)
                      .threads(threads),
                  Metric.TIME,
                  peer == PlatformRandom.DRBG ? HALF_AS_MUCH_AGAIN : NO_TARGET));
        }
      }
    }
    return rows;
  }
}
