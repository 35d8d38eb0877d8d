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

  /** The key with the key material of that id. */
  Optional<KmsKey> keyOfMaterial(String materialId);
}
