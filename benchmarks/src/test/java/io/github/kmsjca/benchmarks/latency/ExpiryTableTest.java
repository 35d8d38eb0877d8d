package io.github.kmsjca.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExpiryTableTest {
  private static final long MILLI = 1_000_000;
  private static final Duration WAITED = Duration.ofMillis(100);

  /** 1 to 1000 ms, in no order. */
  private static final Latencies THOUSAND =
      Latencies.all(
          List.of(
              Latencies.of(LongStream.rangeClosed(501, 1000).map(ms -> ms * MILLI).toArray()),
              Latencies.of(LongStream.rangeClosed(1, 500).map(ms -> ms * MILLI).toArray())));

  @Test
  void percentilesAreThoseOfTheOperations() {
    assertThat(THOUSAND.millis(0.5)).isEqualTo(500);
    assertThat(THOUSAND.millis(0.999)).isEqualTo(999);
    assertThat(THOUSAND.millis(1)).isEqualTo(1000);
    assertThat(Latencies.of(7 * MILLI).millis(0.001)).isEqualTo(7);
  }

  @Test
  void rowCountsThoseThatWaited() {
    assertThat(new ExpiryTable.Row("peer", THOUSAND, 3).markdown(WAITED))
        .isEqualTo("| peer | 1,000 | 500.000 | 990.00 | 999.0 | 1000.0 | 901 | 3 |");
  }

  @Test
  void verdictIsAboutOursAndTheMachine() {
    ExpiryTable.Row quick = new ExpiryTable.Row("quick", Latencies.of(MILLI), 1);
    ExpiryTable.Row slow = new ExpiryTable.Row("slow", THOUSAND, 1);
    assertThat(verdict(quick, slow, quick)).endsWith(": 0 (target: 0, met).");
    assertThat(verdict(slow, quick, quick)).endsWith(": 901 (target: 0, **missed**).");
    assertThat(verdict(slow, quick, slow)).endsWith(": 901 (target: 0, met within the error).");
  }

  private static String verdict(ExpiryTable.Row... rows) {
    List<String> lines = new ExpiryTable("conditions", WAITED, List.of(rows)).lines();
    return lines.get(lines.size() - 1);
  }
}
