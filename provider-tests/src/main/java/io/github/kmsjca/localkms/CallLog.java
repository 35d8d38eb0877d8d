package io.github.kmsjca.localkms;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls that a {@link LocalKms} got since it started or since the last {@link #clear}, with
 * every retry of a client as a call of its own. A call appears before its answer leaves, and before
 * any delay that a fault or the {@linkplain LocalKms#latency latency} adds, so a test can see how
 * many calls are under way. Bodies larger than the limit never become calls.
 *
 * <p>The log grows without limit: clear it in a long run. Thread safe.
 */
public final class CallLog {
  private final List<Call> calls = new ArrayList<>();

  CallLog() {}

  /**
   * All calls in the order of their answers; a copy that no longer changes.
   *
   * @return the calls, oldest first
   */
  public List<Call> all() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /**
   * How many calls there were.
   *
   * @return their number
   */
  public long count() {
    synchronized (calls) {
      return calls.size();
    }
  }

  /**
   * How many calls of one operation there were, refused ones included.
   *
   * @param operation its name in the KMS API, such as {@code Sign}
   * @return their number
   */
  public long count(String operation) {
    synchronized (calls) {
      return calls.stream().filter(call -> call.operation().equals(operation)).count();
    }
  }

  /** Forgets all calls. */
  public void clear() {
    synchronized (calls) {
      calls.clear();
    }
  }

  void add(Call call) {
    synchronized (calls) {
      calls.add(call);
    }
  }
}
