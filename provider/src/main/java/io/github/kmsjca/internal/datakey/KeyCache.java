package io.github.kmsjca.internal.datakey;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.ReentrancyGuard;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives keys out, and gets them from KMS: however many callers miss the same key, one load brings
 * it, and a key in use is renewed before it ends. Loads run on threads of their own, so that an
 * interrupted caller hurts no other. A failure reaches those who waited for it, and is not kept.
 * Thread-safe.
 */
final class KeyCache<R extends KeyRequest, K extends CachedKey> {
  private final Loader<R, K> loader;
  private final KeySlots<R, K> slots;
  private final ConcurrentMap<R, Load<K>> inFlight = new ConcurrentHashMap<>();
  private final Lifetimes lifetimes;
  private final CacheRecord record;
  private final Ticker ticker;
  private final Executor executor;
  private final Duration patience;

  /** Gets keys from KMS, and waits for them. */
  @FunctionalInterface
  interface Loader<R, K> {
    /**
     * A new key.
     *
     * @param birth to be asked once the key is there: its life begins then
     */
    K load(R request, Supplier<Lifetime> birth) throws KmsCallException;
  }

  /**
   * An empty cache.
   *
   * @param operation the KMS operation that a load begins with
   * @param executor where loads wait for KMS
   */
  KeyCache(
      String operation,
      Loader<R, K> loader,
      Lifetimes lifetimes,
      int maxEntries,
      CacheEnvironment environment,
      Executor executor) {
    this.loader = loader;
    this.lifetimes = lifetimes;
    this.record = new CacheRecord(operation);
    this.ticker = environment.ticker();
    this.slots = new KeySlots<>(maxEntries, ticker, environment.scheduler(), record::evicted);
    this.executor = executor;
    this.patience = environment.patience();
  }

  /** A key at hand, taken for a message of that length: no lock, no allocation, no KMS call. */
  @Nullable K tryUse(R request, long length) {
    long now = ticker.read();
    K key = slots.find(request, now);
    if (key == null || !key.tryUse(length)) {
      return null;
    }
    record.hit();
    if (key.claimRefresh(now)) {
      refresh(request, key);
    }
    return key;
  }

  /** A key taken for a message of that length, from KMS if need be. */
  K use(R request, long length) throws KmsCallException {
    K key = get(request, new Claim(length));
    if (key.claimRefresh(ticker.read())) {
      refresh(request, key);
    }
    return key;
  }

  CacheRecord record() {
    return record;
  }

  CacheStatistics statistics() {
    return record.read(slots.size(), TimeUnit.NANOSECONDS.toMillis(slots.oldestAge()));
  }

  /** Retires all keys; those under way serve who waits for them, and no one else. */
  void clear() {
    slots.clear();
  }

  /** Wipes now what the scheduler would have wiped soon. */
  void cleanUp() {
    slots.cleanUp();
  }

  int loadsInFlight() {
    return inFlight.size();
  }

  private K get(R request, Claim claim) throws KmsCallException {
    boolean waited = false;
    K spent = null;
    while (true) {
      K key = slots.advance(request, spent);
      if (key == null) {
        // Loads run on other threads, where this would not be noticed.
        ReentrancyGuard.refuse(record.operation(), request.key().toString());
        Load<K> mine = Load.of(claim, slots.era(), ticker.read());
        Load<K> other = inFlight.putIfAbsent(request, mine);
        // A load's key is at hand before the load is no longer in flight: so, having seen neither,
        // look once more, or there would be a second call.
        key = slots.advance(request, null);
        if (key != null && other == null) {
          withdraw(request, mine);
        } else if (key == null) {
          if (!waited && claim.isForMessage()) {
            record.miss();
          }
          waited = true;
          if (other == null) {
            start(request, mine);
            return mine.awaitClaimed(record.operation(), request);
          }
          key = other.await(record.operation(), request);
        }
      }
      if (key != null && claim.tryOn(key)) {
        if (!waited && claim.isForMessage()) {
          record.hit();
        }
        return key;
      }
      spent = key;
    }
  }

  private void refresh(R request, K key) {
    Load<K> load = Load.successor(key, slots.era(), ticker.read());
    if (inFlight.putIfAbsent(request, load) != null) {
      key.postponeRefresh(lifetimes);
    } else if (slots.needsSuccessor(request, key)) {
      start(request, load);
    } else {
      // Since this thread saw that it is time, others came to the end of the key.
      withdraw(request, load);
    }
  }

  private void withdraw(R request, Load<K> load) {
    inFlight.remove(request, load);
    load.complete(null);
  }

  private void start(R request, Load<K> load) {
    try {
      executor.execute(() -> run(request, load));
    } catch (RuntimeException | Error e) { // no thread to be had
      failed(request, load, e);
    }
  }

  private void run(R request, Load<K> load) {
    K fresh = null;
    boolean isClaimed = false;
    try {
      requirePatience(request, load);
      fresh = loader.load(request, () -> lifetimes.beginning(load.era()));
      load.claim(fresh);
      isClaimed = true;
      slots.add(request, fresh);
    } catch (KmsCallException | RuntimeException | Error e) {
      if (fresh != null) {
        fresh.retire();
        if (isClaimed) {
          load.undoClaim(fresh);
        }
      }
      failed(request, load, e);
      return;
    }
    try {
      record.loaded(request, load.predecessor() != null);
    } finally { // whatever happens to the counting, nobody waits for ever
      inFlight.remove(request, load);
      load.complete(fresh);
    }
  }

  /**
   * While KMS does not answer, loads pile up behind those that wait for it. Who waited too long is
   * told so at once: after one deadline of a call the queue moves, after the next it is empty.
   */
  private void requirePatience(R request, Load<K> load) throws KmsCallException {
    if (load.age(ticker.read()) > patience.toNanos()) {
      throw new KmsCallException(
          KmsFailure.BUSY,
          record.operation(),
          request.key().toString(),
          "too many others were waiting for KMS",
          null);
    }
  }

  private void failed(R request, Load<K> load, Throwable failure) {
    try {
      note(request, load.predecessor(), failure);
    } finally {
      // Before it completes: a waiter that tries again must not find it.
      inFlight.remove(request, load);
      load.fail(failure);
    }
  }

  private void note(R request, @Nullable K predecessor, Throwable failure) {
    record.failed(request, predecessor != null, failure);
    if (predecessor != null) {
      if (failure instanceof KmsCallException e && e.endsPermission()) {
        // KMS itself says no: what it permitted earlier ends here, and not at its age.
        slots.evict(request, Eviction.REFUSED);
      } else {
        predecessor.postponeRefresh(lifetimes);
      }
    }
  }
}
