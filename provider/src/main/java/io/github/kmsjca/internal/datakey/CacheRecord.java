package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.telemetry.DataKeyDecisions;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened in a cache so far, as counters, and what it decides, as events. Counting takes no
 * lock.
 */
final class CacheRecord {
  private final String operation;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder loads = new LongAdder();
  private final LongAdder loadFailures = new LongAdder();
  private final LongAdder refreshes = new LongAdder();
  private final LongAdder refreshFailures = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder bypasses = new LongAdder();

  /**
   * Nothing yet.
   *
   * @param operation the KMS operation that a load begins with
   */
  CacheRecord(String operation) {
    this.operation = operation;
  }

  String operation() {
    return operation;
  }

  void hit() {
    hits.increment();
  }

  void miss() {
    misses.increment();
  }

  void loaded(KeyRequest request, boolean isRefresh) {
    (isRefresh ? refreshes : loads).increment();
    tell(isRefresh ? "REFRESHED" : "LOADED", request, "");
  }

  void failed(KeyRequest request, boolean isRefresh, Throwable failure) {
    (isRefresh ? refreshFailures : loadFailures).increment();
    String reason =
        failure instanceof KmsCallException e
            ? e.failure().name()
            : failure.getClass().getSimpleName();
    tell(isRefresh ? "REFRESH_FAILED" : "LOAD_FAILED", request, reason);
  }

  void evicted(KeyRequest request, Eviction reason) {
    evictions.increment();
    tell("EVICTED", request, reason.name());
  }

  void bypassed(KeyRequest request, String reason) {
    bypasses.increment();
    tell("BYPASSED", request, reason);
  }

  private void tell(String decision, KeyRequest request, String reason) {
    DataKeyDecisions.tell(decision, operation, request.key(), reason);
  }

  CacheStatistics read(long entries, long oldestMillis) {
    return new CacheStatistics(
        hits.sum(),
        misses.sum(),
        loads.sum(),
        loadFailures.sum(),
        refreshes.sum(),
        refreshFailures.sum(),
        evictions.sum(),
        bypasses.sum(),
        entries,
        oldestMillis);
  }
}
