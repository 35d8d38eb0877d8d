package io.github.kmsjca.benchmarks.duel;

import java.util.Arrays;

/**
 * A median with its 95 % confidence interval by order statistics: true whatever the distribution,
 * which for timings is never the normal one. With fewer than 6 values no such interval exists, and
 * it is the whole range.
 *
 * @param low lower end
 * @param median the median
 * @param high upper end
 */
public record MedianInterval(double low, double median, double high) {
  private static final double TAIL = 0.025;

  public static MedianInterval of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int outside = outside(n);
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new MedianInterval(sorted[outside], median, sorted[n - 1 - outside]);
  }

  /**
   * How many of the smallest values the interval may leave out: as long as the chance that the
   * median lies below them is within the tail. Each value is below it with probability 1/2, so that
   * is a binomial distribution.
   */
  private static int outside(int n) {
    double probability = Math.pow(0.5, n);
    double cumulated = probability;
    int k = 0;
    while (cumulated <= TAIL) {
      k++;
      probability *= (double) (n - k + 1) / k;
      cumulated += probability;
    }
    return Math.max(0, k - 1);
  }
}
