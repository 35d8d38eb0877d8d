package io.github.kmsjca.benchmarks.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.benchmarks.latency.Latencies;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsTableTest {
  private static final long MILLI = 1_000_000;

  @Test
  void rowHasTheRatesOfAllTurnsAndTheRatiosOfEach() {
    TlsTable.Row row =
        new TlsTable.Row(
            Duration.ofMillis(20),
            8,
            false,
            List.of(served(1, 0.5, 1), served(4, 1, 4)),
            List.of(served(2, 0.5, 0), served(4, 1, 0)));
    assertThat(row.markdown())
        .isEqualTo(
            "| 20 ms | 8 | 3 | 7.0 ms | 7.0 ms | 75 % | 4 | 7.0 ms | 7.0 ms | 75 % | 0.75 [0.50,"
                + " 1.00] | 1.00 |");
  }

  @Test
  void fullAndResumedHandshakesHaveATableEach() {
    TlsTable.Row full = row(5, false);
    TlsTable.Row resumed = row(7, true);
    List<String> lines = new TlsTable(Duration.ofSeconds(1), 1, List.of(full, resumed)).lines();
    assertThat(lines)
        .containsSubsequence(
            "Every handshake is a full one:",
            full.markdown(),
            "Sessions are resumed:",
            resumed.markdown());
  }

  private static TlsTable.Row row(int clients, boolean resuming) {
    List<Served> turns = List.of(served(1, 1, 1));
    return new TlsTable.Row(Duration.ZERO, clients, resuming, turns, turns);
  }

  /** So many connections of 7 ms, while three of four processors were busy. */
  private static Served served(int connections, double seconds, long signs) {
    long[] nanos = new long[connections];
    Arrays.fill(nanos, 7 * MILLI);
    return new Served(Latencies.of(nanos), seconds, signs, 0.75);
  }
}
