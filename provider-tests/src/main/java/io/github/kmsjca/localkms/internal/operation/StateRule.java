package io.github.kmsjca.localkms.internal.operation;

import static io.github.kmsjca.localkms.internal.model.KeyState.CREATING;
import static io.github.kmsjca.localkms.internal.model.KeyState.DISABLED;
import static io.github.kmsjca.localkms.internal.model.KeyState.ENABLED;
import static io.github.kmsjca.localkms.internal.model.KeyState.PENDING_IMPORT;
import static io.github.kmsjca.localkms.internal.model.KeyState.PENDING_REPLICA_DELETION;
import static io.github.kmsjca.localkms.internal.model.KeyState.UNAVAILABLE;
import static io.github.kmsjca.localkms.internal.model.KeyState.UPDATING;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.Optional;
import java.util.Set;

/**
 * In which states of its key an operation works: one row per group of operations. Where a key of
 * the wrong kind is refused in every state, the row is that of keys of the right kind.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">key
 *     states</a>
 */
public enum StateRule {
  /** Looks at a key or at what belongs to it, or changes who may use it. */
  ANY(KeyState.values()),
  /** Uses a key. */
  USABLE(ENABLED, UPDATING),
  /**
   * Hands out the public half of a key. AWS's guide refuses it for a disabled key; an emulator that
   * compared its answers with those of AWS in September 2026 found that it is answered.
   */
  PUBLIC(ENABLED, DISABLED, UPDATING),
  /** Lets somebody use a key. */
  GRANTABLE(ENABLED, UNAVAILABLE, UPDATING),
  /** Gives a key a name, a description or tags. */
  DESCRIBABLE(CREATING, ENABLED, DISABLED, PENDING_IMPORT, UNAVAILABLE, UPDATING),
  /** Switches a key on or off. */
  SWITCHABLE(ENABLED, DISABLED, UNAVAILABLE),
  /** Switches the rotation of a key on or off; imported material is refused for what it is. */
  ROTATING(ENABLED, PENDING_IMPORT, UNAVAILABLE, UPDATING),
  /** Rotates a key at once, perhaps to material that has been imported. */
  ROTATABLE(ENABLED, UNAVAILABLE, UPDATING),
  /** Prepares an import. */
  IMPORT_PREPARABLE(ENABLED, DISABLED, PENDING_IMPORT, UNAVAILABLE),
  /** Imports key material. */
  IMPORTABLE(ENABLED, DISABLED, PENDING_IMPORT, UNAVAILABLE, UPDATING),
  /** Takes imported key material away. */
  IMPORT_REMOVABLE(
      ENABLED,
      DISABLED,
      KeyState.PENDING_DELETION,
      PENDING_IMPORT,
      PENDING_REPLICA_DELETION,
      UNAVAILABLE),
  /** Has a key deleted. */
  DELETABLE(CREATING, ENABLED, DISABLED, PENDING_IMPORT, UNAVAILABLE),
  /** Saves a key from deletion. */
  PENDING_DELETION(KeyState.PENDING_DELETION, PENDING_REPLICA_DELETION),
  /** Copies a primary key to another Region. */
  REPLICABLE(ENABLED),
  /** Makes a replica key the primary key. */
  PROMOTABLE(ENABLED, UPDATING);

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of only
  private final Set<KeyState> works;

  StateRule(KeyState... works) {
    this.works = Set.of(works);
  }

  /** Lets the key pass, or refuses the call. */
  public void check(KmsKey key) {
    Optional<KmsFailure> refusal = refusal(key.state(), key.arn());
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  /** Why a key of that ARN in that state is refused; empty if it is not. */
  public Optional<KmsFailure> refusal(KeyState state, String arn) {
    if (works.contains(state)) {
      return Optional.empty();
    }
    if (this == PENDING_DELETION) {
      return Optional.of(ErrorType.INVALID_STATE.failure(arn + " is not pending deletion."));
    }
    ErrorType type = state == DISABLED ? ErrorType.DISABLED : ErrorType.INVALID_STATE;
    return Optional.of(type.failure(arn + " is " + state.words() + "."));
  }
}
