package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Access;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.policy.AccessRequest;
import io.github.kmsjca.localkms.internal.policy.ConditionContext;
import io.github.kmsjca.localkms.internal.policy.Identity;
import io.github.kmsjca.localkms.internal.policy.Principal;
import io.github.kmsjca.localkms.internal.policy.Verdict;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Decides what one call may do: by the policy of the key, the policies of the caller, and grants.
 */
record Authorizer(
    Caller caller,
    Identity identity,
    OperationRow row,
    Input input,
    Instant now,
    Permissions permissions)
    implements Access {

  /** Lets the grant tokens of the call pass. */
  void checkGrantTokens() {
    permissions.grants().checkTokens(this);
  }

  @Override
  public Principal principal() {
    return identity.principal();
  }

  @Override
  public void authorize(String action, KmsKey key) {
    AccessRequest request = request(action, key);
    BooleanSupplier granted = () -> permissions.grants().allow(this, key, request);
    pass(verdict(request, key, granted), request);
  }

  @Override
  public void authorize(String action, String resource) {
    AccessRequest request = request(action, resource);
    pass(Verdict.onNoKey(request, identity.policies()), request);
  }

  @Override
  public boolean policiesAllow(String action, KmsKey key) {
    return verdict(request(action, key), key, () -> false) == Verdict.ALLOWED;
  }

  /** Whether that is in the caller's account. */
  boolean owns(Scope scope) {
    return scope.account().equals(caller.scope().account());
  }

  /** What the caller is told of a key of another account that it may not even know of. */
  KmsFailure unknown(String action, String arn) {
    AccessRequest request = new AccessRequest(principal(), action, arn, "", ConditionContext.NONE);
    return refusal(Verdict.NOT_ALLOWED_ELSEWHERE, request);
  }

  private Verdict verdict(AccessRequest request, KmsKey key, BooleanSupplier granted) {
    KeyRule rule = row.key() == null ? row.source() : row.key();
    if (rule != null && rule.reach() != KeyRule.Reach.SHARED && !owns(key.scope())) {
      return Verdict.NOT_ALLOWED_ELSEWHERE;
    }
    return Verdict.onKey(request, permissions.keyPolicies().of(key), identity.policies(), granted);
  }

  private AccessRequest request(String action, KmsKey key) {
    CallContext context = new CallContext(this, action, key, permissions.store());
    return new AccessRequest(principal(), action, key.arn(), key.scope().account(), context);
  }

  private AccessRequest request(String action, String resource) {
    CallContext context = new CallContext(this, action, null, permissions.store());
    return new AccessRequest(principal(), action, resource, caller.scope().account(), context);
  }

  private static void pass(Verdict verdict, AccessRequest request) {
    if (verdict != Verdict.ALLOWED) {
      throw refusal(verdict, request);
    }
  }

  private static KmsFailure refusal(Verdict verdict, AccessRequest request) {
    return ErrorType.ACCESS_DENIED.failure(verdict.refusal(request));
  }
}
