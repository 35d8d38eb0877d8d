package io.github.kmsjca.benchmarks.tls;

import io.github.kmsjca.benchmarks.latency.Latencies;
import java.util.List;

/**
 * What one server did in one turn, or in several.
 *
 * @param latencies of each connection
 * @param seconds how long that took
 * @param signs how many signatures KMS made meanwhile
 * @param busy which part of the machine's processors was busy, by whomever
 */
record Served(Latencies latencies, double seconds, long signs, double busy) {

  /** All turns together. */
  static Served all(List<Served> turns) {
    double seconds = turns.stream().mapToDouble(Served::seconds).sum();
    return new Served(
        Latencies.all(turns.stream().map(Served::latencies).toList()),
        seconds,
        turns.stream().mapToLong(Served::signs).sum(),
        turns.stream().mapToDouble(turn -> turn.busy * turn.seconds).sum() / seconds);
  }

  double perSecond() {
    return latencies.count() / seconds;
  }

  double signsEach() {
    return (double) signs / latencies.count();
  }
}
