package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import java.util.Optional;

/** What one account has in one Region. */
public interface Realm {

  /** Whose, and where. */
  Scope scope();

  /** The keys, by their bare ids. */
  Table<KmsKey> keys();

  /** The aliases, by their names. */
  Table<Alias> aliases();

  /** The grants, by the ids of their keys and their own. */
  Table<Grant> grants();

  /** The custom key stores, by their ids. */
  Table<CustomKeyStore> keyStores();

  /** Remembers that a key has been used; only the memory does, outside of any unit. */
  void used(String keyId, LastUse use);

  /** The last use of a key since this KMS began; empty if there was none. */
  Optional<LastUse> lastUse(String keyId);

  /** The key with the key material of that id. */
  Optional<KmsKey> keyOfMaterial(String materialId);
}
