package io.github.kmsjca.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long to measure. Each pair is two iterations. */
enum Form {
  /** Shows that everything runs; its figures say nothing. */
  SMOKE(1, 1, 1, 20),
  SHORT(2, 5, 12, 150),
  LONG(5, 10, 30, 500);

  private final int forks;
  private final int warmupPairs;
  private final int pairs;
  private final int millis;

  Form(int forks, int warmupPairs, int pairs, int millis) {
    this.forks = forks;
    this.warmupPairs = warmupPairs;
    this.pairs = pairs;
    this.millis = millis;
  }

  /** Average time of an operation that is done over and over. */
  ChainedOptionsBuilder repeated(ChainedOptionsBuilder options, int warmUp) {
    return options
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(forks)
        .warmupIterations(2 * warmupPairs * warmUp)
        .warmupTime(TimeValue.milliseconds(millis))
        .measurementIterations(2 * pairs)
        .measurementTime(TimeValue.milliseconds(millis));
  }

  /** Each iteration is one operation, which takes a while. */
  ChainedOptionsBuilder once(ChainedOptionsBuilder options) {
    return options
        .mode(Mode.SingleShotTime)
        .timeUnit(TimeUnit.MILLISECONDS)
        .forks(1)
        .warmupIterations(2)
        .measurementIterations(2 * forks * pairs);
  }

  String describe() {
    return forks * pairs + " pairs of iterations in " + forks + " JVM(s), " + millis + " ms each";
  }
}
