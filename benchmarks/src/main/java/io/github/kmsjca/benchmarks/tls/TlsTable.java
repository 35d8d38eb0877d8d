package io.github.kmsjca.benchmarks.tls;

import io.github.kmsjca.benchmarks.duel.MedianInterval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a {@link TlsTrial} gave. */
public final class TlsTable {
  private final Duration turn;
  private final int turns;
  private final List<Row> rows;

  TlsTable(Duration turn, int turns, List<Row> rows) {
    this.turn = turn;
    this.turns = turns;
    this.rows = List.copyOf(rows);
  }

  /** As Markdown. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String.format(
            Locale.ROOT,
            """
            P13: a TLS 1.3 server by JSSE, P-256, its key in KMS, and by turns in a PKCS #12 file. A
            connection lasts from connect to the first byte that comes back. Clients, servers and the
            local KMS share the machine's processors; busy is what part of them was, by whomever. For
            each line each server has %d turn(s) of %.1f s; the ratio of the rates is the median of the
            turns with its 95 %% interval, or their whole range if they are fewer than 6.
            """,
            turns,
            turn.toMillis() / 1000.0)
        .lines()
        .forEach(lines::add);
    for (boolean resuming : new boolean[] {false, true}) {
      lines.add("");
      lines.add(resuming ? "Sessions are resumed:" : "Every handshake is a full one:");
      lines.add("");
      lines.add(
          "| KMS takes | Clients | Key in KMS: a second | p50 | p99 | busy | Key in a file: a second"
              + " | p50 | p99 | busy | KMS / file | Sign each |");
      lines.add("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
      rows.stream()
          .filter(row -> row.resuming == resuming)
          .forEach(row -> lines.add(row.markdown()));
    }
    return lines;
  }

  /** The turns of both servers under one load. */
  record Row(
      Duration latency, int clients, boolean resuming, List<Served> ours, List<Served> peers) {

    String markdown() {
      Served allOurs = Served.all(ours);
      MedianInterval ratio = ratio();
      return String.format(
          Locale.ROOT,
          "| %d ms | %d | %s | %s | %.2f [%.2f, %.2f] | %.2f |",
          latency.toMillis(),
          clients,
          figures(allOurs),
          figures(Served.all(peers)),
          ratio.median(),
          ratio.low(),
          ratio.high(),
          allOurs.signsEach());
    }

    private static String figures(Served served) {
      return String.format(
          Locale.ROOT,
          "%,.0f | %.1f ms | %.1f ms | %.0f %%",
          served.perSecond(),
          served.latencies().millis(0.5),
          served.latencies().millis(0.99),
          100 * served.busy());
    }

    private MedianInterval ratio() {
      double[] ratios = new double[ours.size()];
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] = ours.get(i).perSecond() / peers.get(i).perSecond();
      }
      return MedianInterval.of(ratios);
    }
  }
}
