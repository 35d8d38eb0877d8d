package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A realm in memory. */
final class MemoryRealm implements Realm {
  private final Lock lock = new ReentrantLock();
  private final ConcurrentNavigableMap<String, KmsKey> keys = new ConcurrentSkipListMap<>();
  private final ConcurrentNavigableMap<String, Alias> aliases = new ConcurrentSkipListMap<>();

  /** The id of the key that has a key material. */
  private final Map<String, String> materials = new ConcurrentHashMap<>();

  /** Time alone changes few keys; this spares each call a walk over all the others. */
  private final Map<String, Instant> changes = new ConcurrentHashMap<>();

  @Override
  public Lock lock() {
    return lock;
  }

  @Override
  public Optional<KmsKey> key(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public Optional<KmsKey> keyOfMaterial(String materialId) {
    return Optional.ofNullable(materials.get(materialId)).flatMap(this::key);
  }

  @Override
  public Collection<KmsKey> keys() {
    return keys.values();
  }

  @Override
  public boolean add(KmsKey key) {
    if (keys.putIfAbsent(key.id(), key) != null) {
      return false;
    }
    index(key);
    return true;
  }

  @Override
  public void put(KmsKey key) {
    keys.put(key.id(), key);
    index(key);
  }

  private void index(KmsKey key) {
    if (key.content().present()) {
      materials.put(key.materialId(), key.id());
    }
    key.nextChange()
        .ifPresentOrElse(date -> changes.put(key.id(), date), () -> changes.remove(key.id()));
  }

  @Override
  public Optional<Alias> alias(String name) {
    return Optional.ofNullable(aliases.get(name));
  }

  @Override
  public Collection<Alias> aliases() {
    return aliases.values();
  }

  @Override
  public void put(Alias alias) {
    aliases.put(alias.name(), alias);
  }

  @Override
  public void removeAlias(String name) {
    aliases.remove(name);
  }

  @Override
  public void expire(Instant now) {
    if (changes.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      changes.forEach((id, date) -> expire(id, date, now));
    } finally {
      lock.unlock();
    }
  }

  private void expire(String id, Instant date, Instant now) {
    if (!date.isAfter(now)) {
      key(id).flatMap(key -> key.at(now)).ifPresentOrElse(this::put, () -> remove(id));
    }
  }

  private void remove(String id) {
    aliases.values().removeIf(alias -> alias.keyId().equals(id));
    keys.remove(id);
    materials.values().removeIf(id::equals);
    changes.remove(id);
  }
}
