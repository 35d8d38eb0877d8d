package io.github.kmsjca.benchmarks;

import static io.github.kmsjca.benchmarks.Suite.NO_TARGET;
import static io.github.kmsjca.benchmarks.report.Comparison.difference;
import static io.github.kmsjca.benchmarks.report.Comparison.ratio;

import io.github.kmsjca.benchmarks.encrypt.AllocationBenchmark;
import io.github.kmsjca.benchmarks.encrypt.Direction;
import io.github.kmsjca.benchmarks.encrypt.EnvelopeBenchmark;
import io.github.kmsjca.benchmarks.encrypt.Party;
import io.github.kmsjca.benchmarks.encrypt.ScalingBenchmark;
import io.github.kmsjca.benchmarks.report.Comparison;
import io.github.kmsjca.benchmarks.report.Metric;
import io.github.kmsjca.benchmarks.report.Run;
import java.util.ArrayList;
import java.util.List;

/** Messages in arrays, with the data key at hand: P1, P2, P4, P5 and P6. */
final class EncryptionRows {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;
  private static final List<Integer> SMALL = List.of(16, 256, KIB, 4 * KIB);

  private static final double FOUR_TIMES_FASTER = 1 / 4.0;
  private static final double THREE_TIMES_FASTER = 1 / 3.0;
  private static final double FIVE_TIMES_FASTER = 1 / 5.0;
  private static final double ACCP_AND_A_BIT = 1.3;
  private static final int BYTES_BEYOND_THE_OUTPUT = 4 * KIB;

  /** Two threads that do twice as much in that time do 1.9 times as much in the same time. */
  private static final double TWO_THREADS_TIME = 2 / 1.9;

  private final List<Comparison> rows = new ArrayList<>();

  private EncryptionRows() {}

  static List<Comparison> of(Form form) {
    EncryptionRows all = new EncryptionRows();
    for (Direction direction : Direction.values()) {
      all.smallMessages(direction, form);
      all.largeMessages(direction);
      all.onAccp(direction);
      all.allocation(direction);
    }
    all.scaling();
    return all.rows;
  }

  private void smallMessages(Direction direction, Form form) {
    for (int size : SMALL) {
      time("P1", direction, size, Party.ENCRYPTION_SDK, FOUR_TIMES_FASTER);
    }
    Run run = run(direction, KIB, Party.ENCRYPTION_SDK);
    String what = what(direction, KIB);
    String sdk = Party.ENCRYPTION_SDK.title();
    rows.add(ratio("P1", what, sdk, run, Metric.ALLOCATION, NO_TARGET));
    rows.add(ratio("P1", what + ", 2 threads", sdk, run.threads(2), Metric.TIME, NO_TARGET));
    for (int size : form == Form.LONG ? SMALL : List.of(KIB)) {
      time("P1", direction, size, Party.PRIMITIVES, NO_TARGET);
      time("P1", direction, size, Party.SUNJCE, NO_TARGET);
      if (Suite.isAccpHere()) {
        time("P1", direction, size, Party.ACCP, NO_TARGET);
      }
      time("P1", direction, size, Party.TINK, NO_TARGET);
      time("P1", direction, size, Party.TINK_ENVELOPE, NO_TARGET);
    }
  }

  private void largeMessages(Direction direction) {
    boolean encrypt = direction == Direction.ENCRYPT;
    double besideSdk = encrypt ? THREE_TIMES_FASTER : FIVE_TIMES_FASTER;
    time("P2", direction, 64 * KIB, Party.ENCRYPTION_SDK, besideSdk);
    time("P2", direction, MIB, Party.ENCRYPTION_SDK, besideSdk);
    time("P2", direction, MIB, Party.ENCRYPTION_SDK_64K, NO_TARGET);
    time("P2", direction, MIB, Party.SUNJCE, encrypt ? 1.4 : 1.5);
  }

  private void onAccp(Direction direction) {
    if (Suite.isAccpHere()) {
      rows.add(
          ratio(
              "P4",
              what(direction, MIB) + ", ACCP installed",
              Party.ACCP.title(),
              run(direction, MIB, Party.ACCP).with("accp", true),
              Metric.TIME,
              ACCP_AND_A_BIT));
    }
  }

  private void allocation(Direction direction) {
    rows.add(
        difference(
            "P5",
            what(direction, KIB),
            "an array for the output",
            Run.of(AllocationBenchmark.class).with("direction", direction).with("size", KIB),
            Metric.ALLOCATION,
            BYTES_BEYOND_THE_OUTPUT));
    rows.add(
        difference(
            "P5",
            what(direction, KIB),
            Party.PRIMITIVES.title(),
            run(direction, KIB, Party.PRIMITIVES),
            Metric.ALLOCATION,
            NO_TARGET));
  }

  /** The others show what this machine's two processors are good for. */
  private void scaling() {
    for (Party party : List.of(Party.OURS, Party.PRIMITIVES, Party.SUNJCE, Party.ENCRYPTION_SDK)) {
      rows.add(
          ratio(
              "P6",
              "2 threads, %,d messages of 1 KiB each, %s"
                  .formatted(ScalingBenchmark.BATCH, party.title()),
              "1 thread, as many as each",
              Run.of(ScalingBenchmark.class).with("party", party),
              Metric.TIME,
              party == Party.OURS ? TWO_THREADS_TIME : NO_TARGET));
    }
  }

  private void time(String target, Direction direction, int size, Party peer, double atMost) {
    rows.add(
        ratio(
            target,
            what(direction, size),
            peer.title(),
            run(direction, size, peer),
            Metric.TIME,
            atMost));
  }

  private static Run run(Direction direction, int size, Party peer) {
    return Run.of(EnvelopeBenchmark.class)
        .with("direction", direction)
        .with("size", size)
        .with("peer", peer)
        .warmUp(3);
  }

  private static String what(Direction direction, int size) {
    String text = size < KIB ? size + " B" : size < MIB ? size / KIB + " KiB" : size / MIB + " MiB";
    return direction.verb() + " " + text;
  }
}
