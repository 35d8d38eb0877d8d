package io.github.kmsjca.localkms.internal.operation.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.Alias;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Removes a name; the key stays.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html">DeleteAlias</a>
 */
public final class DeleteAlias implements Operation {
  private static final String ACTION = "kms:DeleteAlias";
  private static final OperationRow ROW =
      OperationRow.of("DeleteAlias", Members.ALIAS_NAME).takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public Optional<String> resource(Input input, Scope scope) {
    return Optional.of(scope.aliasArn(AliasRules.name(input)));
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    Alias alias = AliasRules.existing(call);
    call.realm().keys().get(alias.keyId()).ifPresent(key -> call.access().authorize(ACTION, key));
    call.realm().aliases().remove(alias.id());
    return null;
  }
}
