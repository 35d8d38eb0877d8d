package io.github.kmsjca.benchmarks;

import io.github.kmsjca.benchmarks.latency.ExpiryTrial;
import io.github.kmsjca.benchmarks.tls.TlsTrial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long to measure. Each pair is two iterations. */
enum Form {
  /** Shows that everything runs, all of it in one JVM; its figures say nothing. */
  SMOKE(0, 1, 1, 20),
  SHORT(2, 5, 12, 150),
  LONG(5, 10, 30, 500);

  private static final List<Duration> KMS_LATENCIES =
      List.of(Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(20));
  private static final List<Integer> CLIENTS = List.of(1, 8, 64);

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
  ChainedOptionsBuilder repeated(ChainedOptionsBuilder options, int warmUp, int length) {
    return options
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(forks)
        .warmupIterations(2 * warmupPairs * warmUp)
        .warmupTime(TimeValue.milliseconds(millis))
        .measurementIterations(2 * pairs)
        .measurementTime(TimeValue.milliseconds((long) length * millis));
  }

  /** The same of an operation that takes seconds: one JVM, and each iteration is one operation. */
  ChainedOptionsBuilder seldom(ChainedOptionsBuilder options) {
    return options
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(Math.min(1, forks))
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(1))
        .measurementIterations(2 * Math.max(1, pairs / 4))
        .measurementTime(TimeValue.milliseconds(1));
  }

  /** Each iteration is one operation, which takes a while. */
  ChainedOptionsBuilder once(ChainedOptionsBuilder options) {
    return options
        .mode(Mode.SingleShotTime)
        .timeUnit(TimeUnit.MILLISECONDS)
        .forks(1)
        .warmupIterations(2)
        .measurementIterations(2 * allPairs());
  }

  /** Each turn sees several data keys expire. */
  ExpiryTrial expiryTrial() {
    return this == SMOKE
        ? new ExpiryTrial(Duration.ofSeconds(1), Duration.ofMillis(1500), 1)
        : new ExpiryTrial(Duration.ofSeconds(2), Duration.ofSeconds(9), forks);
  }

  /** A line of its table takes once as long as a turn, and twice as long for each. */
  TlsTrial tlsTrial() {
    return switch (this) {
      case SMOKE ->
          new TlsTrial(Duration.ofMillis(100), 1, List.of(Duration.ofMillis(5)), List.of(1, 8));
      case SHORT -> new TlsTrial(Duration.ofSeconds(3), 3, KMS_LATENCIES, CLIENTS);
      case LONG -> new TlsTrial(Duration.ofSeconds(3), 7, KMS_LATENCIES, CLIENTS);
    };
  }

  /** Of random numbers, while KMS calls are counted. */
  int randomMebibytes() {
    return this == SMOKE ? 16 : 1024;
  }

  String describe() {
    return allPairs()
        + " pairs of iterations in "
        + (forks == 0 ? "this one JVM, " : forks + " JVM(s), ")
        + millis
        + " ms each";
  }

  private int allPairs() {
    return Math.max(1, forks) * pairs;
  }
}
