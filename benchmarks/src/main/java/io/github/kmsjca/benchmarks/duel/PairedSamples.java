package io.github.kmsjca.benchmarks.duel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** What each iteration of a {@link Duel} measured, ours beside the peer's next one. */
public final class PairedSamples {
  private final double[] ours;
  private final double[] peer;

  PairedSamples(double[] ours, double[] peer) {
    if (ours.length != peer.length || ours.length == 0) {
      throw new IllegalArgumentException(
          ours.length + " turns of ours, " + peer.length + " theirs");
    }
    this.ours = ours.clone();
    this.peer = peer.clone();
  }

  /** The pairs of all forks. */
  public static PairedSamples of(RunResult run, ToDoubleFunction<IterationResult> metric) {
    List<Double> ours = new ArrayList<>();
    List<Double> peer = new ArrayList<>();
    for (BenchmarkResult fork : run.getBenchmarkResults()) {
      Iterator<IterationResult> iterations = fork.getIterationResults().iterator();
      while (iterations.hasNext()) {
        ours.add(metric.applyAsDouble(iterations.next()));
        peer.add(metric.applyAsDouble(iterations.next()));
      }
    }
    return new PairedSamples(array(ours), array(peer));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  public MedianInterval ours() {
    return MedianInterval.of(ours);
  }

  public MedianInterval peer() {
    return MedianInterval.of(peer);
  }

  /** Ours as a multiple of the peer's, pair by pair. */
  public MedianInterval ratio() {
    return eachPair((a, b) -> a / b);
  }

  /** Ours less the peer's, pair by pair. */
  public MedianInterval difference() {
    return eachPair((a, b) -> a - b);
  }

  private MedianInterval eachPair(DoubleBinaryOperator operator) {
    double[] values = new double[ours.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = operator.applyAsDouble(ours[i], peer[i]);
    }
    return MedianInterval.of(values);
  }
}
