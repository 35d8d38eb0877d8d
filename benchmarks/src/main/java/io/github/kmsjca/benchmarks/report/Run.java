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
 */
public record Run(
    Class<? extends Duel> duel, Map<String, String> parameters, int threads, int warmUp) {
  public static Run of(Class<? extends Duel> duel) {
    return new Run(duel, Map.of(), 1, 1);
  }

  public Run with(String parameter, Object value) {
    Map<String, String> more = new HashMap<>(parameters);
    more.put(parameter, value.toString());
    return new Run(duel, Map.copyOf(more), threads, warmUp);
  }

  public Run threads(int count) {
    return new Run(duel, parameters, count, warmUp);
  }

  public Run warmUp(int times) {
    return new Run(duel, parameters, threads, times);
  }
}
