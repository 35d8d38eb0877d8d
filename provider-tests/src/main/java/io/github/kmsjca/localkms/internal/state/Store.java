package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;

/** Where keys and aliases are kept. */
public interface Store {

  /** The realm of an account in a Region; made when first asked for. */
  Realm realm(Scope scope);
}
