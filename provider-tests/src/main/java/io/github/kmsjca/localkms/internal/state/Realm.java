package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.Lock;

/**
 * The keys and aliases of one account in one Region. Single reads and writes are atomic; whoever
 * reads, decides and writes holds {@link #lock} meanwhile.
 */
public interface Realm {

  /** Held by whoever changes what is already there. */
  Lock lock();

  /** The key with that id. */
  Optional<KmsKey> key(String id);

  /** The key with the key material of that id. */
  Optional<KmsKey> keyOfMaterial(String materialId);

  /** All keys, in the order of their ids. */
  Collection<KmsKey> keys();

  /** Adds a key, or replaces the one with its id. */
  void put(KmsKey key);

  /** Adds a key unless there is one with its id; whether it did. */
  boolean add(KmsKey key);

  /** The alias of that name. */
  Optional<Alias> alias(String name);

  /** All aliases, in the order of their names. */
  Collection<Alias> aliases();

  /** Adds an alias, or replaces the one with its name. */
  void put(Alias alias);

  /** Removes the alias of that name, if there is one. */
  void removeAlias(String name);

  /**
   * Does what is due by then: removes the keys whose deletion date has come, with their aliases,
   * and the imported material that is no longer valid.
   */
  void expire(Instant now);
}
