package io.github.kmsjca.benchmarks.report;

import io.github.kmsjca.benchmarks.duel.MedianInterval;
import io.github.kmsjca.benchmarks.duel.PairedSamples;
import org.openjdk.jmh.results.RunResult;

/**
 * One line of the report.
 *
 * @param target name of the target it belongs to
 * @param what what both do
 * @param peer what ours is compared with
 * @param run the run that has the figures
 * @param metric what is compared
 * @param measure how
 * @param atMost what the measure may be at most; infinite if there is no target
 */
public record Comparison(
    String target,
    String what,
    String peer,
    Run run,
    Metric metric,
    Measure measure,
    double atMost) {

  /** How two figures are compared. */
  public enum Measure {
    /** Ours divided by the peer's. */
    RATIO,
    /** Ours less the peer's, in the metric's unit. */
    DIFFERENCE
  }

  public static Comparison ratio(
      String target, String what, String peer, Run run, Metric metric, double atMost) {
    return new Comparison(target, what, peer, run, metric, Measure.RATIO, atMost);
  }

  public static Comparison difference(
      String target, String what, String peer, Run run, Metric metric, double atMost) {
    return new Comparison(target, what, peer, run, metric, Measure.DIFFERENCE, atMost);
  }

  /** The line's cells. */
  Line line(RunResult result) {
    PairedSamples samples = PairedSamples.of(result, metric::of);
    MedianInterval compared = measure == Measure.RATIO ? samples.ratio() : samples.difference();
    return new Line(this, samples.ours().median(), samples.peer().median(), compared);
  }

  /** Plain where the whole interval is on one side of the limit. */
  String verdict(MedianInterval compared) {
    if (Double.isInfinite(atMost)) {
      return "";
    }
    if (compared.high() <= atMost) {
      return "met";
    }
    if (compared.low() > atMost) {
      return "**missed**";
    }
    return (compared.median() <= atMost ? "met" : "missed") + " within the error";
  }

  /** A comparison with its figures. */
  record Line(Comparison comparison, double ours, double peer, MedianInterval compared) {}
}
