package io.github.kmsjca.benchmarks.duel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time of all Java threads per operation; the compiler's and the garbage collector's are not
 * among them. For operations that wait for another process, whose time on the clock says little
 * about us.
 */
public final class CpuProfiler implements InternalProfiler {
  /** Name of the secondary result, in microseconds per operation. */
  public static final String LABEL = "cpu";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Map<Long, Long> before = Map.of();

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = times();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = 0;
    for (Map.Entry<Long, Long> thread : times().entrySet()) {
      nanos += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    long operations = Math.max(1, result.getMetadata().getAllOps());
    return List.of(
        new ScalarResult(LABEL, nanos / operations / 1000, "us/op", AggregationPolicy.AVG));
  }

  private static Map<Long, Long> times() {
    long[] ids = THREADS.getAllThreadIds();
    long[] nanos = THREADS.getThreadCpuTime(ids);
    Map<Long, Long> times = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      times.put(ids[i], Math.max(0, nanos[i])); // -1: it has just ended
    }
    return times;
  }

  @Override
  public String getDescription() {
    return "CPU time of all Java threads per operation";
  }
}
