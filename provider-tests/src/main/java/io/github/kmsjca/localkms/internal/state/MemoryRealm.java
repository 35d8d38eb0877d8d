package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A realm in memory. */
final class MemoryRealm implements Realm {
  private final Scope scope;
  private final MemoryStore store;
  private final Table<KmsKey> keys;
  private final Table<Alias> aliases;
  private final Table<Grant> grants;
  private final Table<CustomKeyStore> keyStores;

  /** Its tables by the type of their records. */
  private final Map<Class<? extends StoredRecord>, MemoryTable<?>> tables =
      new ConcurrentHashMap<>();

  /** The id of the key that has a key material, or had it. */
  private final Map<String, String> materials = new ConcurrentHashMap<>();

  /** The last uses by the ids of the keys. Who has used a key before writes without a lock. */
  private final Map<String, AtomicReference<LastUse>> uses = new ConcurrentHashMap<>();

  MemoryRealm(Scope scope, MemoryStore store) {
    this.scope = scope;
    this.store = store;
    this.keys = new KeyTable();
    this.aliases = new MemoryTable<>(Alias.class);
    this.grants = new MemoryTable<>(Grant.class);
    this.keyStores = new MemoryTable<>(CustomKeyStore.class);
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public Table<KmsKey> keys() {
    return keys;
  }

  @Override
  public Table<Alias> aliases() {
    return aliases;
  }

  @Override
  public Table<Grant> grants() {
    return grants;
  }

  @Override
  public Table<CustomKeyStore> keyStores() {
    return keyStores;
  }

  @Override
  public Optional<KmsKey> keyOfMaterial(String materialId) {
    return Optional.ofNullable(materials.get(materialId)).flatMap(keys::get);
  }

  @Override
  public void used(String keyId, LastUse use) {
    AtomicReference<LastUse> before = uses.get(keyId);
    if (before == null) {
      uses.put(keyId, new AtomicReference<>(use));
    } else {
      before.setRelease(use);
    }
  }

  @Override
  public Optional<LastUse> lastUse(String keyId) {
    return Optional.ofNullable(uses.get(keyId)).map(AtomicReference::getAcquire);
  }

  /** The last use of every key that was used. */
  Stream<KeyUse> uses() {
    return uses.entrySet().stream()
        .map(entry -> new KeyUse(scope, entry.getKey(), entry.getValue().getAcquire()));
  }

  /** Removes a key with all that belongs to it. */
  void removeKey(String id) {
    aliases.all().stream()
        .filter(alias -> alias.keyId().equals(id))
        .forEach(alias -> aliases.remove(alias.id()));
    grants.startingWith(id + "/").forEach(grant -> grants.remove(grant.id()));
    keys.remove(id);
    uses.remove(id);
  }

  /** Puts a record where it was. */
  void load(Change change) {
    MemoryTable<?> table = tables.get(change.table());
    if (table == null) {
      throw new IllegalStateException("There is no table of " + change.table());
    }
    table.load(change);
  }

  /** All records. */
  Stream<Change> everything() {
    return tables.values().stream().flatMap(MemoryTable::everything);
  }

  private class MemoryTable<T extends StoredRecord> implements Table<T> {
    private final Class<T> type;
    private final ConcurrentNavigableMap<String, T> records = new ConcurrentSkipListMap<>();

    MemoryTable(Class<T> type) {
      this.type = type;
      tables.put(type, this);
    }

    @Override
    public Optional<T> get(String id) {
      return Optional.ofNullable(records.get(id));
    }

    @Override
    public Collection<T> all() {
      return records.values();
    }

    @Override
    public Collection<T> startingWith(String prefix) {
      return records.subMap(prefix, prefix + Character.MAX_VALUE).values();
    }

    @Override
    public void put(T record) {
      write(record.id(), record);
    }

    @Override
    public boolean add(T record) {
      if (records.containsKey(record.id())) {
        return false;
      }
      put(record);
      return true;
    }

    @Override
    public void remove(String id) {
      if (records.containsKey(id)) {
        write(id, null);
      }
    }

    private void write(String id, @Nullable T record) {
      T before = records.get(id);
      store.wrote(new Change(scope, type, id, record), () -> set(id, before));
      set(id, record);
    }

    void load(Change change) {
      set(change.id(), type.cast(change.after()));
    }

    Stream<Change> everything() {
      return records.values().stream().map(record -> new Change(scope, type, record.id(), record));
    }

    void set(String id, @Nullable T record) {
      if (record == null) {
        records.remove(id);
      } else {
        records.put(id, record);
      }
    }
  }

  private final class KeyTable extends MemoryTable<KmsKey> {
    KeyTable() {
      super(KmsKey.class);
    }

    @Override
    void set(String id, @Nullable KmsKey key) {
      Set<String> gone = new HashSet<>();
      get(id).ifPresent(before -> gone.addAll(names(before)));
      super.set(id, key);
      if (key != null) {
        List<String> names = names(key);
        names.forEach(name -> materials.put(name, id));
        names.forEach(gone::remove);
      }
      materials.keySet().removeAll(gone);
      store.plan(scope, id, Optional.ofNullable(key).flatMap(KmsKey::nextChange));
    }

    private static List<String> names(KmsKey key) {
      return key.materials().used().stream().map(HeldMaterial::id).toList();
    }
  }
}
