package io.github.kmsjca.internal.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import javax.management.openmbean.SimpleType;

/**
 * What became of the calls of a provider instance, by operation. Thread-safe; callers do not wait
 * for each other to count.
 */
public final class CallStatistics {
  private final Map<String, Operation> operations = new ConcurrentHashMap<>();

  /** The counters of one operation. */
  static final class Operation {
    private final Map<CallCounter, LongAccumulator> counters = new EnumMap<>(CallCounter.class);
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    Operation() {
      for (CallCounter counter : CallCounter.values()) {
        counters.put(counter, new LongAccumulator(counter::join, 0));
      }
    }

    void add(CallCounter counter, long count) {
      counter(counter).accumulate(count);
    }

    private LongAccumulator counter(CallCounter counter) {
      return Objects.requireNonNull(counters.get(counter));
    }

    /** Counts a failure, by its row in the failure table. */
    void failed(String failure) {
      add(CallCounter.FAILURES, 1);
      failures.computeIfAbsent(failure, f -> new LongAdder()).increment();
    }

    private long count(CallCounter counter) {
      return counter(counter).get();
    }
  }

  Operation of(String operation) {
    Operation known = operations.get(operation);
    return known != null ? known : operations.computeIfAbsent(operation, o -> new Operation());
  }

  /** What JMX shows: the counters of all calls together, by operation, and failures by kind. */
  public Map<String, Object> numbers() {
    List<String> counters =
        Arrays.stream(CallCounter.values()).map(CallCounter::attribute).toList();
    OpenTable byOperation =
        new OpenTable("Operations", List.of("Operation"), counters, SimpleType.LONG);
    OpenTable byKind =
        new OpenTable(
            "FailuresByKind", List.of("Operation", "Failure"), List.of("Count"), SimpleType.LONG);
    Map<String, Object> numbers = new LinkedHashMap<>();
    for (CallCounter counter : CallCounter.values()) {
      numbers.put(counter.attribute(), shown(counter, all(counter)));
    }
    for (Map.Entry<String, Operation> operation : new TreeMap<>(operations).entrySet()) {
      List<Object> row = new ArrayList<>(List.of(operation.getKey()));
      for (CallCounter counter : CallCounter.values()) {
        row.add(shown(counter, operation.getValue().count(counter)));
      }
      byOperation.add(row);
      new TreeMap<>(operation.getValue().failures)
          .forEach((kind, n) -> byKind.add(List.of(operation.getKey(), kind, n.sum())));
    }
    numbers.put("Operations", byOperation.data());
    numbers.put("FailuresByKind", byKind.data());
    return numbers;
  }

  private long all(CallCounter counter) {
    return operations.values().stream().mapToLong(o -> o.count(counter)).reduce(0, counter::join);
  }

  private static long shown(CallCounter counter, long count) {
    return counter.isTime() ? TimeUnit.NANOSECONDS.toMillis(count) : count;
  }
}
