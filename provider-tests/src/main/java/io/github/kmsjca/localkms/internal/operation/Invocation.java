package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.LastUse;
import io.github.kmsjca.localkms.internal.state.Realm;
import io.github.kmsjca.localkms.internal.state.Store;
import java.time.Instant;
import java.util.Optional;

/**
 * One call that has passed the common rules.
 *
 * @param store everything, for what concerns other Regions and accounts as well
 * @param realm what the caller's account has in the call's Region
 * @param target the key that the call names, if it names one
 * @param source the key that the call names as that of a ciphertext, if it names one
 * @param requestId what names the call in its answer
 * @param now the moment of the call
 * @param access whether the caller may do what the input alone does not tell
 */
public record Invocation(
    Caller caller,
    Input input,
    Store store,
    Realm realm,
    Optional<KmsKey> target,
    Optional<KmsKey> source,
    String requestId,
    Instant now,
    Environment environment,
    Access access) {

  /** The caller's account, in the call's Region. */
  public Scope scope() {
    return caller.scope();
  }

  /** The key of a call whose row requires one. */
  public KmsKey key() {
    return target.orElseThrow(() -> new IllegalStateException("The row names no key"));
  }

  /**
   * The key as it shows: one that is switched on or off is unavailable while its custom key store
   * is not connected, and is afterwards what it was.
   */
  public KmsKey shown(KmsKey key) {
    String keyStore = key.kind().custody().keyStore();
    boolean switched = key.state() == KeyState.ENABLED || key.state() == KeyState.DISABLED;
    if (keyStore == null || !switched) {
      return key;
    }
    return store
        .realm(key.scope())
        .keyStores()
        .get(keyStore)
        .filter(one -> one.connected(now))
        .map(connected -> key)
        .orElseGet(() -> key.in(KeyState.UNAVAILABLE));
  }

  /** Notes that the operation has used a key, wherever it is at home. */
  public void used(KmsKey key, String operation) {
    store.realm(key.scope()).used(key.id(), new LastUse(operation, now, requestId));
  }

  /** Puts a key in place of what it was, wherever it is at home. */
  public void put(KmsKey key) {
    store.realm(key.scope()).keys().put(key);
  }
}
