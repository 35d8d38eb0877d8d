package io.github.kmsjca.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Callers that begin all at once. */
final class Crowd {
  private Crowd() {}

  /** How many of them had which outcome. */
  static Map<String, Integer> outcomes(ThreadKind kind, int size, Callable<?> call)
      throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(size);
    CountDownLatch go = new CountDownLatch(1);
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      callers.add(
          Caller.start(
              kind,
              () -> {
                ready.countDown();
                go.await();
                return call.call();
              }));
    }
    ready.await();
    go.countDown();
    Map<String, Integer> outcomes = new TreeMap<>();
    for (Caller caller : callers) {
      outcomes.merge(caller.outcome(), 1, Integer::sum);
    }
    return outcomes;
  }
}
