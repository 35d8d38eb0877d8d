package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a KMS remembers, of all accounts in all Regions. */
public interface Store {

  /** The realm of an account in a Region; made when first asked for. */
  Realm realm(Scope scope);

  /** The realms of all accounts in a Region, in the order of the accounts. */
  List<Realm> realms(String region);

  /** The keys of that id in all Regions of an account, in the order of the Regions. */
  List<KmsKey> everywhere(String account, String keyId);

  /**
   * The key with the key material of that id: the account's own if it has one in that Region, else
   * that of another account there.
   */
  Optional<KmsKey> keyOfMaterial(Scope scope, String materialId);

  /**
   * Reads, decides and writes while nobody else does. All that is written, to whatever realms,
   * stays or, if the work throws, goes; when the call returns it is as durable as the store is. A
   * unit within a unit is part of it.
   *
   * @return what the work returns
   */
  <T> T unit(Supplier<T> work);

  /**
   * Waits until all that was written until now is as durable as the store is. Whoever answers from
   * what others wrote waits first: they may yet fail.
   */
  void settle();

  /**
   * Does what is due by then: removes the keys whose deletion date has come, with all that belongs
   * to them, and the imported material that is no longer valid; gives new material to the keys
   * whose rotation is due. Costs next to nothing if nothing is.
   */
  void expire(Instant now);
}
