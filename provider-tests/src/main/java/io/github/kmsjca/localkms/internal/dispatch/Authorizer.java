package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Access;
import io.github.kmsjca.localkms.internal.operation.ManagedKey;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/**
 * Decides what one call may do: an account may do everything with what is its own and nothing with
 * what is another's. No grants exist, so no grant token is valid.
 */
record Authorizer(Caller caller, OperationRow row, Input input) implements Access {

  /** Lets the grant tokens of the call pass. */
  void checkGrantTokens() {
    if (!input.texts("GrantTokens").isEmpty()) {
      throw ErrorType.INVALID_GRANT_TOKEN.failure(
          caller.principal() + " presented an invalid grant token to kms:" + row.name() + ".");
    }
  }

  @Override
  public void authorize(String action, KmsKey key) {
    boolean own = owns(key.scope());
    if (!own || (key.kind().custody().awsManaged() && !ManagedKey.permits(action))) {
      throw refusal(action, key.arn());
    }
  }

  @Override
  public void authorize(String action, String resource) {
    // An alias or the account as such: always the caller's own.
  }

  /** Whether that is in the caller's account. */
  boolean owns(Scope scope) {
    return scope.account().equals(caller.scope().account());
  }

  /** What the caller is told of what it may not do, or may not even know of. */
  KmsFailure refusal(String action, String resource) {
    return ErrorType.ACCESS_DENIED.failure(
        "User: "
            + caller.principal()
            + " is not authorized to perform: "
            + action
            + " on resource: "
            + resource
            + " because no resource-based policy allows the "
            + action
            + " action");
  }
}
