package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps everything in memory, and writes down in a log what is to outlive it. */
public final class MemoryStore implements Store {
  private final Map<Scope, MemoryRealm> realms = new ConcurrentHashMap<>();
  private final Function<KmsKey, HeldMaterial> newMaterial;
  private final UnitLog log;

  /** Held during a unit. It guards all below. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Due due = new Due();
  private final List<Change> changes = new ArrayList<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();

  /**
   * An empty store.
   *
   * @param newMaterial makes what a key gets when its rotation is due
   * @param log gets every unit
   */
  public MemoryStore(Function<KmsKey, HeldMaterial> newMaterial, UnitLog log) {
    this.newMaterial = newMaterial;
    this.log = log;
  }

  @Override
  public Realm realm(Scope scope) {
    return memory(scope);
  }

  @Override
  public List<Realm> realms(String region) {
    return realms.entrySet().stream()
        .filter(entry -> entry.getKey().region().equals(region))
        .sorted(Comparator.comparing(entry -> entry.getKey().account()))
        .map(entry -> (Realm) entry.getValue())
        .toList();
  }

  @Override
  public List<KmsKey> everywhere(String account, String keyId) {
    return realms.entrySet().stream()
        .filter(entry -> entry.getKey().account().equals(account))
        .sorted(Comparator.comparing(entry -> entry.getKey().region()))
        .flatMap(entry -> entry.getValue().keys().get(keyId).stream())
        .toList();
  }

  @Override
  public Optional<KmsKey> keyOfMaterial(Scope scope, String materialId) {
    return realm(scope).keyOfMaterial(materialId).or(() -> elsewhere(scope, materialId));
  }

  private Optional<KmsKey> elsewhere(Scope scope, String materialId) {
    return realms.entrySet().stream()
        .filter(entry -> entry.getKey().region().equals(scope.region()))
        .flatMap(entry -> entry.getValue().keyOfMaterial(materialId).stream())
        .findFirst();
  }

  @Override
  public <T> T unit(Supplier<T> work) {
    if (lock.isHeldByCurrentThread()) {
      return work.get();
    }
    T result;
    UnitLog.Written written;
    lock.lock();
    try {
      result = work.get();
      written = changes.isEmpty() ? () -> {} : log.append(List.copyOf(changes));
      undo.clear();
    } finally {
      undo.forEach(Runnable::run); // after a failure; the latest first
      undo.clear();
      changes.clear();
      lock.unlock();
    }
    written.await();
    return result;
  }

  /** Notes what the unit under way has written. */
  void wrote(Change change, Runnable back) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("Only a unit writes");
    }
    changes.add(change);
    undo.push(back);
  }

  /** Notes when time alone changes a key next. */
  void plan(Scope scope, String keyId, Optional<Instant> date) {
    due.set(new Due.Key(scope, keyId), date);
  }

  @Override
  public void expire(Instant now) {
    if (due.any(now)) {
      unit(
          () -> {
            Stream.iterate(due.first(now), Optional::isPresent, before -> due.first(now))
                .forEach(next -> expire(next.orElseThrow(), now));
            return now;
          });
    }
  }

  private void expire(Due.Key next, Instant now) {
    MemoryRealm realm = memory(next.scope());
    KmsKey key = realm.keys().get(next.id()).orElseThrow();
    Optional<HeldMaterial.Turn> turn = key.nextTurn().filter(one -> !one.date().isAfter(now));
    if (turn.isPresent()) {
      rotate(key, turn.get());
    } else {
      key.at(now).ifPresentOrElse(realm.keys()::put, () -> remove(key));
    }
  }

  private void remove(KmsKey key) {
    memory(key.scope()).removeKey(key.id());
    List<KmsKey> rest = everywhere(key.scope().account(), key.id());
    if (rest.size() == 1) {
      KmsKey last = rest.get(0);
      Instant when = Objects.requireNonNull(key.deletionDate(), "Only its date removes a key");
      realm(last.scope()).keys().put(last.withoutReplicas(when));
    }
  }

  /**
   * All its relatives get the same material, which each of them has had imported if it is imported;
   * the schedule is the primary key's, and one rotation more does not change it.
   */
  private void rotate(KmsKey key, HeldMaterial.Turn turn) {
    HeldMaterial pending = key.materials().pending();
    HeldMaterial next = pending == null ? newMaterial.apply(key) : pending;
    for (KmsKey relative : everywhere(key.scope().account(), key.id())) {
      HeldMaterial own = relative.materials().pending();
      KeyEdit rotated =
          relative.holding(relative.materials().rotatedTo(own == null ? next : own, turn)).edit();
      Rotation plan = relative.rotation();
      if (turn.onDemand()) {
        rotated.underway(relative.underway().rotating(null));
      } else if (plan != null) {
        rotated.rotation(plan.done());
      }
      realm(relative.scope()).keys().put(rotated.done());
    }
  }

  private MemoryRealm memory(Scope scope) {
    return realms.computeIfAbsent(scope, absent -> new MemoryRealm(absent, this));
  }
}
