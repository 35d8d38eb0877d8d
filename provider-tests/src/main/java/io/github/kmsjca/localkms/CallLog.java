package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.dispatch.Dispatcher;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls that a {@link LocalKms} got since it started or since the last {@link #clear}, with
 * every retry of a client as a call of its own. A call appears before its answer leaves, and before
 * any delay that a fault or the {@linkplain LocalKms#latency latency} adds, so a test can see how
 * many calls are under way. Bodies larger than the limit never become calls.
 *
 * <p>The log keeps the latest calls, 10,000 {@linkplain LocalKms.Builder#callLog unless told
 * otherwise}, and drops the oldest; texts longer than KMS accepts are shortened. The numbers stay
 * exact however many calls there are. Thread safe.
 */
public final class CallLog {
  static final int USUAL_SIZE = 10_000;

  private static final int LONGEST_TEXT = 2048;

  /** How many names that are no operations of KMS are counted one by one. */
  private static final int MOST_OTHER_NAMES = 500;

  private final int size;
  private final ArrayDeque<Call> latest = new ArrayDeque<>();
  private final Map<String, Long> byOperation = new HashMap<>();
  private long count;
  private int inFlight;
  private int maxInFlight;

  CallLog(int size) {
    this.size = size;
  }

  /**
   * The calls that the log still holds, in the order of their answers; a copy that no longer
   * changes.
   *
   * @return the calls, oldest first
   */
  public synchronized List<Call> all() {
    return List.copyOf(latest);
  }

  /**
   * How many calls there were, those included that the log has dropped.
   *
   * @return their number
   */
  public synchronized long count() {
    return count;
  }

  /**
   * How many calls of one operation there were, those included that were refused and those that the
   * log has dropped.
   *
   * @param operation its name in the KMS API, such as {@code Sign}
   * @return their number
   */
  public synchronized long count(String operation) {
    return byOperation.getOrDefault(operation, 0L);
  }

  /**
   * How many calls are under way now: their request has arrived in full, and their answer has not
   * begun to leave. A call whose client has given up counts until the local KMS notices, which is
   * at once if the call {@linkplain Fault#hang hangs}, and after its delay otherwise.
   *
   * @return their number
   */
  public synchronized int inFlight() {
    return inFlight;
  }

  /**
   * How many calls were under way at the same time, at most, since the start or since the last
   * {@link #clear}.
   *
   * @return the largest {@link #inFlight} there was
   */
  public synchronized int maxInFlight() {
    return maxInFlight;
  }

  /** Forgets all calls; those under way stay under way. */
  public synchronized void clear() {
    latest.clear();
    byOperation.clear();
    count = 0;
    maxInFlight = inFlight;
  }

  /** The numbers of calls by operation, in the order of its names. */
  synchronized Map<String, Long> counts() {
    return new TreeMap<>(byOperation);
  }

  synchronized void began() {
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
  }

  synchronized void ended() {
    inFlight--;
  }

  synchronized void add(Call kept) {
    count++;
    if (byOperation.containsKey(kept.operation())
        || Dispatcher.operations().contains(kept.operation())
        || byOperation.size() < MOST_OTHER_NAMES) {
      byOperation.merge(kept.operation(), 1L, Long::sum);
    }
    latest.add(kept);
    if (latest.size() > size) {
      latest.remove();
    }
  }

  /** The same with texts no longer than KMS accepts. */
  static Call shortened(Call call) {
    return new Call(
        call.time(),
        shortened(call.operation()),
        shortened(call.region()),
        shortened(call.accessKeyId()),
        call.principal(),
        call.keyId() == null ? null : shortened(call.keyId()),
        call.algorithm() == null ? null : shortened(call.algorithm()),
        call.error(),
        call.fault(),
        call.requestId());
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
