package io.github.kmsjca.localkms.internal.operation.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Takes a grant away from its grantee, by permission on the key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_RevokeGrant.html">RevokeGrant</a>
 */
public final class RevokeGrant implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "RevokeGrant", Members.KEY_ID, GrantMembers.GRANT_ID.required(), Members.DRY_RUN)
          .on(KeyRule.SHARED_KEY, StateRule.ANY)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void rehearse(Invocation call) {
    named(call);
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    call.store().realm(call.key().scope()).grants().remove(named(call).id());
    return null;
  }

  private static Grant named(Invocation call) {
    String grantId = call.input().required(GrantMembers.GRANT_ID.name());
    return call.store()
        .realm(call.key().scope())
        .grants()
        .get(Grant.id(call.key().id(), grantId))
        .orElseThrow(
            () ->
                ErrorType.NOT_FOUND.failure(
                    "Grant ID " + grantId + " is not found for key " + call.key().arn() + "."));
  }
}
