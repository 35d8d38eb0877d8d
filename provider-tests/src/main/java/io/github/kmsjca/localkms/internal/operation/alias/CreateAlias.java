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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Gives a key a name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html">CreateAlias</a>
 */
public final class CreateAlias implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("CreateAlias", Members.ALIAS_NAME, Members.TARGET_KEY_ID)
          .on(KeyRule.ALIAS_TARGET, StateRule.DESCRIBABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    String name = AliasRules.name(call.input());
    call.access().authorize("kms:CreateAlias", call.scope().aliasArn(name));
    if (call.realm().aliases().get(name).isPresent()) {
      throw ErrorType.ALREADY_EXISTS.failure(
          "An alias with the name " + call.scope().aliasArn(name) + " already exists");
    }
    AliasRules.checkRoom(call, call.key());
    Instant seenFrom = call.environment().consistency().seenFrom(call.now());
    call.realm().aliases().put(new Alias(name, call.key().id(), call.now(), call.now(), seenFrom));
    return null;
  }
}
