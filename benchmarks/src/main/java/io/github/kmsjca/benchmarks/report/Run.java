package io.github.kmsjca.benchmarks.report;

import io.github.kmsjca.benchmarks.duel.Duel;
import java.util.HashMap;
import java.util.Map;

/**
 * One run of a benchmark.
 *
 * @param duel the benchmark
 * @param parameters its {@code @Param} fields
 * @param threads how many threads do it at once
 * @param warmUp how many times as much warming up it needs than others: code that runs a thousand
 *     times a second is compiled later than code that runs a million times
 * @param length how many times as long its iterations are: of what takes milliseconds there are too
 *     few in a short one
 * @param slow whether one operation takes so long that a few of them must do
 */
public record Run(
    Class<? extends Duel> duel,
    Map<String, String> parameters,
    int threads,
    int warmUp,
    int length,
    boolean slow) {
  public static Run of(Class<? extends Duel> duel) {
    return new Run(duel, Map.of(), 1, 1, 1, false);
  }

  public Run with(String parameter, Object value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(parameter, value.toString());
    return new Run(duel, Map.copyOf(more), threads, warmUp, length, slow);
  }

  public Run threads(int count) {
    return new Run(duel, parameters, count, warmUp, length, slow);
  }

  public Run warmUp(int times) {
    return new Run(duel, parameters, threads, times, length, slow);
  }

  public Run length(int times) {
    return new Run(duel, parameters, threads, warmUp, times, slow);
  }

  /** The same, a few times only. */
  public Run slowly() {
    return new Run(duel, parameters, threads, warmUp, length, true);
  }
}
