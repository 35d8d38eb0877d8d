package io.github.kmsjca.localkms.internal.state;

import java.util.Optional;

/** What one account has in one Region. */
public interface Realm {

  /** The keys, by their bare ids. */
  Table<KmsKey> keys();

  /** The aliases, by their names. */
  Table<Alias> aliases();

  /** The key with the key material of that id. */
  Optional<KmsKey> keyOfMaterial(String materialId);
}
