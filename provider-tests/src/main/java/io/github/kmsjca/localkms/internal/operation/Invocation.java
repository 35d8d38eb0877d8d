package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.KmsKey;
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

  /** Puts a key in place of what it was, wherever it is at home. */
  public void put(KmsKey key) {
    store.realm(key.scope()).keys().put(key);
  }
}
