package io.github.kmsjca.localkms.internal.seed;

import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Realm;
import io.github.kmsjca.localkms.internal.state.Store;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts the keys and aliases of a seed into a store. What is there already is left as it is, so that
 * a seed can be given at every start.
 */
public final class Seeding {
  private final Store store;
  private final MaterialFactory factory;
  private final Randomness randomness;
  private final Instant now;

  /** Seeds that store, as of that moment. */
  public Seeding(Store store, MaterialFactory factory, Randomness randomness, Instant now) {
    this.store = store;
    this.factory = factory;
    this.randomness = randomness;
    this.now = now;
  }

  /**
   * Puts in place what is not there: a key with its replicas and aliases at once.
   *
   * @throws SeedException if an alias is for a key that does not exist
   */
  public void plant(Seed seed) {
    for (SeedKey key : seed.keys()) {
      if (isMissing(key)) {
        String id = key.id() == null ? newId(key) : key.id();
        KmsKey made = key.made(id, factory, now); // takes its time
        store.unit(() -> put(key, made));
      }
      store.unit(() -> putAliases(key));
    }
    for (SeedAlias alias : seed.aliases()) {
      store.unit(() -> put(alias));
    }
  }

  private boolean isMissing(SeedKey key) {
    Realm realm = store.realm(key.scope());
    return key.id() == null
        ? key.aliases().stream().noneMatch(name -> realm.aliases().get(name).isPresent())
        : realm.keys().get(key.id()).isEmpty();
  }

  private String newId(SeedKey key) {
    return key.multiRegion() ? "mrk-" + randomness.hex(16) : randomness.uuid();
  }

  private boolean put(SeedKey key, KmsKey made) {
    store.realm(key.scope()).keys().put(made);
    for (String region : key.replicas()) {
      KmsKey replica = key.replica(made, region, now);
      store.realm(replica.scope()).keys().add(replica);
    }
    key.aliases().forEach(name -> add(key.scope(), name, made.id()));
    return true;
  }

  /** Those of a key that has been there. */
  private boolean putAliases(SeedKey key) {
    Realm realm = store.realm(key.scope());
    Optional<String> id =
        Optional.ofNullable(key.id())
            .or(
                () ->
                    key.aliases().stream()
                        .flatMap(name -> realm.aliases().get(name).stream())
                        .map(Alias::keyId)
                        .findFirst());
    id.ifPresent(known -> key.aliases().forEach(name -> add(key.scope(), name, known)));
    return id.isPresent();
  }

  private boolean put(SeedAlias alias) {
    if (store.realm(alias.scope()).keys().get(alias.keyId()).isEmpty()) {
      throw alias
          .place()
          .problem("there is no key " + alias.keyId() + " in " + alias.scope().region());
    }
    return add(alias.scope(), alias.name(), alias.keyId());
  }

  private boolean add(Scope scope, String name, String keyId) {
    return store.realm(scope).aliases().add(new Alias(name, keyId, now, now, Instant.MIN));
  }
}
