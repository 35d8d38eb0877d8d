package io.github.kmsjca.internal.datakey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.RemovalListener;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys at hand: for each request one in use, and at most one that waits to succeed it. A key
 * that leaves is retired at once. Every step of a request is taken inside {@code compute} on its
 * key in use, and nothing in there waits; from there the waiting keys may be locked, and never the
 * other way round. Thread-safe.
 */
final class KeySlots<R, K extends CachedKey> {
  private final Cache<R, K> current;
  private final Cache<R, K> waiting;
  private final Ticker ticker;
  private final BiConsumer<R, Eviction> onEviction;
  private final AtomicInteger era = new AtomicInteger();
  private final int maxEntries;

  /**
   * No keys yet.
   *
   * @param scheduler wakes up to wipe what expired
   * @param onEviction is told of every key that leaves; must not wait
   */
  KeySlots(int maxEntries, Ticker ticker, Scheduler scheduler, BiConsumer<R, Eviction> onEviction) {
    this.ticker = ticker;
    this.onEviction = onEviction;
    this.maxEntries = maxEntries;
    this.current = cache(maxEntries, ticker, scheduler, this::leftUse);
    this.waiting = cache(maxEntries, ticker, scheduler, this::leftUnused);
  }

  private static <R, K extends CachedKey> Cache<R, K> cache(
      int maxEntries, Ticker ticker, Scheduler scheduler, RemovalListener<R, K> listener) {
    return Caffeine.newBuilder()
        .maximumSize(maxEntries)
        .expireAfter(new EndOfLife<R, K>())
        .evictionListener(listener)
        .ticker(ticker)
        .scheduler(scheduler)
        .executor(Runnable::run)
        .build();
  }

  /** A key ends when its own life does, however and whenever it came here. */
  private static final class EndOfLife<R, K extends CachedKey> implements Expiry<R, K> {
    @Override
    public long expireAfterCreate(R request, K key, long now) {
      return key.remaining(now);
    }

    @Override
    public long expireAfterUpdate(R request, K key, long now, long before) {
      return key.remaining(now);
    }

    @Override
    public long expireAfterRead(R request, K key, long now, long before) {
      return before;
    }
  }

  /** How often all was cleared. */
  int era() {
    return era.get();
  }

  /** The key in use. Takes no lock. */
  @Nullable K find(R request, long now) {
    K key = current.getIfPresent(request);
    return key != null && isUsable(key, now) ? key : null;
  }

  /** True as long as the key is the one in use, and none waits to succeed it. */
  boolean needsSuccessor(R request, K key) {
    return current.getIfPresent(request) == key && waiting.getIfPresent(request) == null;
  }

  /**
   * The key in use, after what ended was replaced by what waits.
   *
   * @param spent a key that takes no more messages, if the caller met one
   */
  @Nullable K advance(R request, @Nullable K spent) {
    long now = ticker.read();
    K next =
        current
            .asMap()
            .compute(
                request,
                (r, key) -> {
                  if (key != null && key != spent && isUsable(key, now)) {
                    return key;
                  }
                  if (key != null) {
                    retire(r, key, key == spent ? Eviction.SPENT : Eviction.EXPIRED);
                  }
                  return takeWaiting(r, now);
                });
    return next != null && sweptSince(next, request) ? null : next;
  }

  private @Nullable K takeWaiting(R request, long now) {
    K key = waiting.asMap().remove(request);
    if (key != null && !isUsable(key, now)) {
      retire(request, key, Eviction.EXPIRED);
      return null;
    }
    return key;
  }

  /** Puts a new key to use, or to wait if there is one in use. */
  void add(R request, K fresh) {
    long now = ticker.read();
    current
        .asMap()
        .compute(
            request,
            (r, key) -> {
              if (key != null && isUsable(key, now)) {
                K before = waiting.asMap().put(r, fresh);
                if (before != null) {
                  retire(r, before, Eviction.CROWDED_OUT);
                }
                return key;
              }
              if (key != null) {
                retire(r, key, Eviction.EXPIRED);
              }
              return fresh;
            });
    sweptSince(fresh, request);
  }

  /** Drops the keys of a request. */
  void evict(R request, Eviction reason) {
    current
        .asMap()
        .compute(
            request,
            (r, key) -> {
              if (key != null) {
                retire(r, key, reason);
              }
              K successor = waiting.asMap().remove(r);
              if (successor != null) {
                retire(r, successor, reason);
              }
              return null;
            });
  }

  /** Drops all keys. What was asked for before, and comes later, is not kept either. */
  synchronized void clear() { // one at a time: another's limit of none must not be put back
    era.incrementAndGet();
    empty(waiting);
    empty(current);
  }

  /** By a limit of none, since the views of a cache hide what expired and is not yet removed. */
  private void empty(Cache<?, ?> cache) {
    cache
        .policy()
        .eviction()
        .ifPresent(
            bound -> {
              bound.setMaximum(0);
              bound.setMaximum(maxEntries);
            });
  }

  /** Whoever puts a key to use while all is being cleared may do so behind the broom's back. */
  private boolean sweptSince(K key, R request) {
    if (key.era() == era.get()) {
      return false;
    }
    evict(request, Eviction.CLEARED);
    return true;
  }

  /** How many there are, those that wait included. */
  long size() {
    return current.estimatedSize() + waiting.estimatedSize();
  }

  /** How old the oldest key in use is, in nanoseconds; zero if there is none. */
  long oldestAge() {
    long now = ticker.read();
    return current.asMap().values().stream().mapToLong(key -> key.age(now)).max().orElse(0);
  }

  /** Does now what would be done at the next opportunity. */
  void cleanUp() {
    current.cleanUp();
    waiting.cleanUp();
  }

  private boolean isUsable(K key, long now) {
    return key.isYoung(now) && key.era() == era.get();
  }

  private void leftUse(@Nullable R request, @Nullable K key, RemovalCause cause) {
    leftUnused(request, key, cause);
    if (cause == RemovalCause.SIZE && request != null) {
      K successor = waiting.asMap().remove(request);
      if (successor != null) {
        retire(request, successor, Eviction.CROWDED_OUT);
      }
    }
  }

  private void leftUnused(@Nullable R request, @Nullable K key, RemovalCause cause) {
    if (request != null && key != null) {
      retire(request, key, cause == RemovalCause.EXPIRED ? Eviction.EXPIRED : Eviction.CROWDED_OUT);
    }
  }

  private void retire(R request, K key, Eviction reason) {
    key.retire();
    onEviction.accept(request, key.era() == era.get() ? reason : Eviction.CLEARED);
  }
}
