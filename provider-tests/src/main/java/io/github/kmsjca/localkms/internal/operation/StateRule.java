package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.List;

/**
 * In which states of its key an operation works. See <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">key states</a>.
 */
public enum StateRule {
  /** In every state. */
  ANY(),
  /** Only an enabled key can be used. */
  USABLE(KeyState.PENDING_DELETION, KeyState.PENDING_IMPORT, KeyState.DISABLED, KeyState.CREATING),
  /** Only a key that has its material, and is to keep it, can be switched on and off. */
  SWITCHABLE(KeyState.PENDING_DELETION, KeyState.PENDING_IMPORT, KeyState.CREATING),
  /** A key about to be deleted can not be managed. */
  NOT_PENDING_DELETION(KeyState.PENDING_DELETION),
  /** Only a key that is there, and is to stay, can get material. */
  IMPORTABLE(KeyState.PENDING_DELETION, KeyState.CREATING),
  /** A key that is not there yet has no material to lose. */
  CREATED(KeyState.CREATING),
  /** Only a key about to be deleted can be saved. */
  PENDING_DELETION(KeyState.ENABLED, KeyState.DISABLED, KeyState.PENDING_IMPORT, KeyState.CREATING);

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of only
  private final List<KeyState> refused;

  StateRule(KeyState... refused) {
    this.refused = List.of(refused);
  }

  /** Lets the key pass, or refuses the call. */
  public void check(KmsKey key) {
    if (!refused.contains(key.state())) {
      return;
    }
    if (this == PENDING_DELETION) {
      throw ErrorType.INVALID_STATE.failure(key.arn() + " is not pending deletion.");
    }
    throw switch (key.state()) {
      case DISABLED -> ErrorType.DISABLED.failure(key.arn() + " is disabled.");
      case PENDING_IMPORT -> ErrorType.INVALID_STATE.failure(key.arn() + " is pending import.");
      case PENDING_DELETION -> ErrorType.INVALID_STATE.failure(key.arn() + " is pending deletion.");
      case CREATING -> ErrorType.INVALID_STATE.failure(key.arn() + " is creating.");
      case ENABLED -> new IllegalStateException(this + " refuses enabled keys");
    };
  }
}
