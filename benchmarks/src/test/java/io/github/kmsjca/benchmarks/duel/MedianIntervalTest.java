package io.github.kmsjca.benchmarks.duel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianIntervalTest {

  /** Ranks as in published tables of the 95 % interval of a median. */
  @ParameterizedTest
  @CsvSource({
    "6, 1, 6",
    "8, 1, 8",
    "9, 2, 8",
    "10, 2, 9",
    "20, 6, 15",
    "50, 18, 33",
    "100, 40, 61"
  })
  void hasTheRanksOfTheTables(int n, int low, int high) {
    double[] values = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    MedianInterval interval = MedianInterval.of(values);
    assertThat(interval.low()).isEqualTo(low);
    assertThat(interval.high()).isEqualTo(high);
    assertThat(interval.median()).isEqualTo((n + 1) / 2.0);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5"})
  void isTheWholeRangeOfAFew(int n) {
    double[] values = IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    assertThat(MedianInterval.of(values).low()).isEqualTo(1);
    assertThat(MedianInterval.of(values).high()).isEqualTo(n);
  }

  @Test
  void orderDoesNotMatterAndTheValuesStay() {
    double[] values = {3, 1, 2};
    assertThat(MedianInterval.of(values)).isEqualTo(new MedianInterval(1, 2, 3));
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void holdsTheTrueMedianAboutAsOftenAsItSays() {
    Random random = new Random(1);
    long hits =
        IntStream.range(0, 2000)
            .mapToObj(
                i ->
                    MedianInterval.of(
                        random.doubles(24).map(uniform -> -Math.log(uniform)).toArray()))
            .filter(interval -> interval.low() <= Math.log(2) && Math.log(2) <= interval.high())
            .count();
    assertThat(hits / 2000.0).isBetween(0.94, 0.99);
  }

  @Test
  void pairsAreComparedWithTheirNeighbourOnly() {
    // The machine gets ten times slower on the way; the ratio does not.
    double[] ours = {1, 2, 10, 20};
    double[] peer = Arrays.stream(ours).map(x -> 2 * x).toArray();
    PairedSamples samples = new PairedSamples(ours, peer);
    assertThat(samples.ratio()).isEqualTo(new MedianInterval(0.5, 0.5, 0.5));
    assertThat(samples.difference().low()).isEqualTo(-20);
  }
}
