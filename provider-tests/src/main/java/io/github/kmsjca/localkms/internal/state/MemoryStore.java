package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps everything in memory, until the process ends. */
public final class MemoryStore implements Store {
  private final Map<Scope, Realm> realms = new ConcurrentHashMap<>();

  /** An empty store. */
  public MemoryStore() {}

  @Override
  public Realm realm(Scope scope) {
    return realms.computeIfAbsent(scope, absent -> new MemoryRealm());
  }

  @Override
  public List<KmsKey> everywhere(String account, String keyId) {
    return realms.entrySet().stream()
        .filter(entry -> entry.getKey().account().equals(account))
        .sorted(Comparator.comparing(entry -> entry.getKey().region()))
        .flatMap(entry -> entry.getValue().key(keyId).stream())
        .toList();
  }
}
