package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/**
 * In which states of its key an operation works. See <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">key states</a>.
 */
public enum StateRule {
  /** In every state. */
  ANY,
  /** Only an enabled key can be used. */
  USABLE,
  /** A key about to be deleted can not be managed. */
  NOT_PENDING_DELETION,
  /** Only a key about to be deleted can be saved. */
  PENDING_DELETION;

  /** Lets the key pass, or refuses the call. */
  public void check(KmsKey key) {
    boolean pending = key.state() == KeyState.PENDING_DELETION;
    if (pending && (this == USABLE || this == NOT_PENDING_DELETION)) {
      throw ErrorType.INVALID_STATE.failure(key.arn() + " is pending deletion.");
    }
    if (!pending && this == PENDING_DELETION) {
      throw ErrorType.INVALID_STATE.failure(key.arn() + " is not pending deletion.");
    }
    if (this == USABLE && key.state() == KeyState.DISABLED) {
      throw ErrorType.DISABLED.failure(key.arn() + " is disabled.");
    }
  }
}
