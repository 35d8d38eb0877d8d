package io.github.kmsjca.benchmarks;

import static io.github.kmsjca.benchmarks.Suite.NO_TARGET;
import static io.github.kmsjca.benchmarks.report.Comparison.ratio;

import io.github.kmsjca.benchmarks.encrypt.Direction;
import io.github.kmsjca.benchmarks.report.Comparison;
import io.github.kmsjca.benchmarks.report.Metric;
import io.github.kmsjca.benchmarks.report.Run;
import io.github.kmsjca.benchmarks.stream.StreamBenchmark;
import io.github.kmsjca.benchmarks.stream.StreamParty;
import java.util.ArrayList;
import java.util.List;

/** Large messages in pieces: P3. */
final class StreamRows {
  private static final int MIB = 1024 * 1024;

  private static final double HUNDRED_TIMES_FASTER = 1 / 100.0;

  private final List<Comparison> rows = new ArrayList<>();

  private StreamRows() {}

  static List<Comparison> of(Form form) {
    StreamRows all = new StreamRows();
    int mib = form == Form.SMOKE ? 1 : 64;
    for (Direction direction : Direction.values()) {
      all.besideOneShot(direction, mib, false);
      for (StreamParty sdk : List.of(StreamParty.ENCRYPTION_SDK, StreamParty.ENCRYPTION_SDK_64K)) {
        all.besideSdk(direction, mib, sdk);
      }
    }
    all.byUpdate(mib);
    all.byFrameLength(mib);
    all.besideCipherInputStream(form);
    if (form == Form.LONG) {
      all.besideOneShot(Direction.ENCRYPT, 1024, true);
      all.besideOneShot(Direction.DECRYPT, 1024, true);
    }
    return all.rows;
  }

  private void besideOneShot(Direction direction, int mib, boolean slowly) {
    Run run = run(direction, mib, StreamParty.SUNJCE_ONE_SHOT);
    rows.add(
        ratio(
            "P3",
            what(direction, mib),
            StreamParty.SUNJCE_ONE_SHOT.title(),
            slowly ? run.slowly() : run,
            Metric.TIME,
            direction == Direction.ENCRYPT ? 1 : 1.25));
  }

  private void besideSdk(Direction direction, int mib, StreamParty sdk) {
    Run run = run(direction, mib, sdk);
    rows.add(ratio("P3", what(direction, mib), sdk.title(), run, Metric.TIME, NO_TARGET));
    rows.add(ratio("P3", what(direction, mib), sdk.title(), run, Metric.ALLOCATION, NO_TARGET));
  }

  /** Without CipherInputStream, which hands over 512 bytes at a time in JDK 17. */
  private void byUpdate(int mib) {
    rows.add(
        ratio(
            "P3",
            "decrypt %d MiB by update, 64 KiB at a time".formatted(mib),
            StreamParty.SUNJCE_ONE_SHOT.title(),
            run(Direction.DECRYPT, mib, StreamParty.SUNJCE_ONE_SHOT)
                .with("ours", StreamParty.OURS_BY_UPDATE),
            Metric.TIME,
            NO_TARGET));
  }

  /** What the default frame length was chosen by. */
  private void byFrameLength(int mib) {
    for (Direction direction : Direction.values()) {
      for (StreamParty other : List.of(StreamParty.OURS_4K, StreamParty.OURS_1M)) {
        Run run = run(direction, mib, other);
        rows.add(ratio("P3", what(direction, mib), other.title(), run, Metric.TIME, NO_TARGET));
      }
    }
  }

  /**
   * That peer's time grows with the square of the size, so that a smaller message is the harder
   * test for us; the target speaks of 16 MiB, which take it most of a minute each.
   */
  private void besideCipherInputStream(Form form) {
    int mib =
        switch (form) {
          case SMOKE -> 1;
          case SHORT -> 4;
          case LONG -> 16;
        };
    rows.add(
        ratio(
            "P3",
            what(Direction.DECRYPT, mib) + (mib == 16 ? "" : " (the target is for 16)"),
            StreamParty.SUNJCE_STREAM.title(),
            run(Direction.DECRYPT, mib, StreamParty.SUNJCE_STREAM).slowly(),
            Metric.TIME,
            Runtime.version().feature() == 17 ? HUNDRED_TIMES_FASTER : NO_TARGET));
  }

  private static Run run(Direction direction, int mib, StreamParty peer) {
    return Run.of(StreamBenchmark.class)
        .with("direction", direction)
        .with("size", mib * MIB)
        .with("peer", peer);
  }

  private static String what(Direction direction, int mib) {
    return "%s %d MiB in a stream".formatted(direction.verb(), mib);
  }
}
