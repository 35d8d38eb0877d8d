package io.github.kmsjca.benchmarks.latency;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Encryption under load while data keys expire and KMS takes its time: does a caller wait for KMS?
 * Ours, the peer and a control without KMS take turns. Before each turn one operation fetches a
 * data key, and does not count.
 *
 * @param maxAge of a data key
 * @param turn how long each turn is
 * @param turns how many each has
 */
public record ExpiryTrial(Duration maxAge, Duration turn, int turns) {
  private static final int THREADS = 4;
  private static final Duration KMS_LATENCY = Duration.ofMillis(200);
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final PacedLoad LOAD = new PacedLoad(Duration.ofMillis(2));

  /** Runs it. */
  public ExpiryTable run() throws Exception {
    try (Contender ours = Contender.ours(THREADS, KMS_LATENCY, maxAge);
        Contender peer = Contender.encryptionSdk(THREADS, KMS_LATENCY, maxAge);
        Contender control = Contender.control(THREADS, KMS_LATENCY)) {
      return among(ours, peer, control);
    }
  }

  private ExpiryTable among(Contender... contenders) throws Exception {
    List<Total> totals = Stream.of(contenders).map(Total::new).toList();
    for (Contender contender : contenders) {
      LOAD.run(contender.ways(), WARM_UP);
    }
    for (int i = 0; i < turns; i++) {
      for (Total total : totals) {
        total.addTurn(turn);
      }
    }
    String conditions =
        "%d threads encrypt 1 KiB every %d ms each, data keys live %.1f s, KMS takes %d ms"
            .formatted(
                THREADS,
                LOAD.interval().toMillis(),
                maxAge.toMillis() / 1000.0,
                KMS_LATENCY.toMillis());
    // Half of it: what takes longer waits for KMS, or the machine stalls, which the control shows.
    return new ExpiryTable(
        conditions, KMS_LATENCY.dividedBy(2), totals.stream().map(Total::row).toList());
  }

  private static final class Total {
    private final Contender contender;
    private @Nullable Latencies latencies;
    private long kmsCalls;

    Total(Contender contender) {
      this.contender = contender;
    }

    void addTurn(Duration length) throws Exception {
      contender.ways().get(0).run();
      long before = contender.kmsCalls();
      Latencies more = LOAD.run(contender.ways(), length);
      kmsCalls += contender.kmsCalls() - before;
      latencies = latencies == null ? more : latencies.and(more);
    }

    ExpiryTable.Row row() {
      return new ExpiryTable.Row(contender.name(), Objects.requireNonNull(latencies), kmsCalls);
    }
  }
}
