package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.http.Interference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the calls that are yet to come. Operations are named as in the KMS API, such
 * as {@code Sign}; {@code "*"} stands for all of them.
 *
 * <p>A call takes the first of these that there is: the next fault queued for its operation, the
 * next one queued for {@code "*"}, the constant fault of its operation, the constant fault of
 * {@code "*"}. Every retry of a client is a call. Thread safe.
 */
public final class Faults {
  private static final String ANY = "*";

  private final Map<String, Queue<Fault>> queued = new HashMap<>();
  private final Map<String, Fault> constant = new HashMap<>();

  Faults() {}

  /**
   * Queues faults behind those already queued; each is used up by one call.
   *
   * @param faults in the order in which they strike
   * @param operation the operation, or {@code "*"} for any
   */
  public synchronized void next(String operation, Fault... faults) {
    queued.computeIfAbsent(operation, absent -> new ArrayDeque<>()).addAll(List.of(faults));
  }

  /**
   * Sets the fault of every call for which none is queued, in place of the one set before.
   *
   * @param fault what goes wrong; {@link Fault#pass} for nothing
   * @param operation the operation, or {@code "*"} for any
   */
  public synchronized void always(String operation, Fault fault) {
    constant.put(operation, fault);
  }

  /** From now on nothing goes wrong. */
  public synchronized void clear() {
    queued.clear();
    constant.clear();
  }

  synchronized Interference take(String operation) {
    Fault fault = poll(operation);
    if (fault == null) {
      fault = poll(ANY);
    }
    if (fault == null) {
      fault = constant.get(operation);
    }
    if (fault == null) {
      fault = constant.getOrDefault(ANY, Fault.pass());
    }
    return fault.interference();
  }

  private @Nullable Fault poll(String operation) {
    Queue<Fault> queue = queued.get(operation);
    return queue == null ? null : queue.poll();
  }
}
