package io.github.kmsjca.localkms.internal.operation.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import org.jspecify.annotations.Nullable;

/**
 * Moves a name to another key of the same kind. The key it had may be pending deletion.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html">UpdateAlias</a>
 */
public final class UpdateAlias implements Operation {
  private static final String ACTION = "kms:UpdateAlias";
  private static final OperationRow ROW =
      OperationRow.of("UpdateAlias", Members.ALIAS_NAME, Members.TARGET_KEY_ID)
          .on(KeyRule.ALIAS_TARGET, StateRule.DESCRIBABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    Alias alias = AliasRules.existing(call);
    call.access().authorize(ACTION, call.scope().aliasArn(alias.name()));
    KmsKey target = call.key();
    call.realm().keys().get(alias.keyId()).ifPresent(current -> checkMove(call, current, target));
    if (!alias.keyId().equals(target.id())) {
      AliasRules.checkRoom(call, target);
    }
    call.realm().aliases().put(alias.movedTo(target.id(), call.now()));
    return null;
  }

  private static void checkMove(Invocation call, KmsKey current, KmsKey target) {
    call.access().authorize(ACTION, current);
    if (current.usage() != target.usage()
        || current.spec().asymmetric() != target.spec().asymmetric()) {
      throw ErrorType.VALIDATION.failure(
          "An alias can only move to a key of the same type and usage: "
              + current.arn()
              + " and "
              + target.arn()
              + " differ.");
    }
  }
}
