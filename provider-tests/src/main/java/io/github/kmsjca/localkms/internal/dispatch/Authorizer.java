package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.OperationRow;

/**
 * Decides who may do what: an account may do everything with its own keys and nothing with those of
 * another. No grants exist, so no grant token is valid.
 */
final class Authorizer {

  void authorize(Caller caller, OperationRow row, Input input) {
    if (!input.texts("GrantTokens").isEmpty()) {
      throw ErrorType.INVALID_GRANT_TOKEN.failure(
          caller.principal() + " presented an invalid grant token to kms:" + row.name() + ".");
    }
  }

  void authorize(Caller caller, String action, Scope owner, String arn) {
    if (!owner.account().equals(caller.scope().account())) {
      throw ErrorType.ACCESS_DENIED.failure(
          "User: "
              + caller.principal()
              + " is not authorized to perform: "
              + action
              + " on resource: "
              + arn
              + " because no resource-based policy allows the "
              + action
              + " action");
    }
  }
}
