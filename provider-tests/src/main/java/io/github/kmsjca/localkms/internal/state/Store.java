package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import java.util.List;

/** Where keys and aliases are kept. */
public interface Store {

  /** The realm of an account in a Region; made when first asked for. */
  Realm realm(Scope scope);

  /** The keys of that id in all Regions of an account, in the order of the Regions. */
  List<KmsKey> everywhere(String account, String keyId);
}
