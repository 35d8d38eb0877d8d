package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** What may not be durable yet, in the order of writing. Only units and their failures add. */
  private final Deque<Unsettled> unsettled = new ConcurrentLinkedDeque<>();

  /** A unit that was written down, and what takes it back. */
  private record Unsettled(UnitLog.Written written, List<Runnable> undo) {}

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
    Unsettled written;
    lock.lock();
    try {
      result = work.get();
      written = changes.isEmpty() ? unsettled.peekLast() : writeDown();
      undo.clear();
    } finally {
      undo.forEach(Runnable::run); // after a failure; the latest first
      undo.clear();
      changes.clear();
      lock.unlock();
    }
    settle(written);
    return result;
  }

  private Unsettled writeDown() {
    Unsettled written = new Unsettled(log.append(List.copyOf(changes)), List.copyOf(undo));
    unsettled.addLast(written);
    return written;
  }

  @Override
  public void settle() {
    settle(unsettled.peekLast());
  }

  private void settle(@Nullable Unsettled unit) {
    if (unit == null) {
      return;
    }
    try {
      unit.written().await();
      unsettled.remove(unit);
    } catch (RuntimeException e) {
      takeBack();
      throw e;
    }
  }

  /**
   * Takes back what was not written, and what was built upon it: the latest first. Then the log
   * goes on, even if it was not a unit that it could not write.
   */
  public void takeBack() {
    lock.lock();
    try {
      Unsettled last = unsettled.peekLast();
      while (last != null && failed(last)) {
        last.undo().forEach(Runnable::run);
        unsettled.remove(last);
        last = unsettled.peekLast();
      }
      log.resume();
    } finally {
      lock.unlock();
    }
  }

  private static boolean failed(Unsettled unit) {
    try {
      unit.written().await();
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }

  /** Puts records where they were; they are in the log already. */
  public void load(Collection<Change> records) {
    lock.lock();
    try {
      records.forEach(record -> memory(record.scope()).load(record));
    } finally {
      lock.unlock();
    }
  }

  /** Remembers when keys were used, unless they are gone. */
  public void loadUses(Collection<KeyUse> uses) {
    for (KeyUse use : uses) {
      MemoryRealm realm = memory(use.scope());
      if (realm.keys().get(use.keyId()).isPresent()) {
        realm.used(use.keyId(), use.use());
      }
    }
  }

  /** When keys were used last, which no unit tells. */
  public List<KeyUse> uses() {
    return realms.values().stream().flatMap(MemoryRealm::uses).toList();
  }

  /** All records, for a log that is to begin anew. It is called in a unit. */
  public List<Change> everything() {
    return realms.values().stream().flatMap(MemoryRealm::everything).toList();
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
