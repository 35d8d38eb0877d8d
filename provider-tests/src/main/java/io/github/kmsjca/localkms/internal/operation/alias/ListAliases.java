package io.github.kmsjca.localkms.internal.operation.alias;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Paging;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists the aliases of the account in the Region, or those of one key, by their names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html">ListAliases</a>
 */
public final class ListAliases implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("ListAliases", Members.OPTIONAL_KEY_ID, Members.limit(100), Members.MARKER)
          .on(KeyRule.FILTER, StateRule.ANY);
  private static final Paging PAGING = new Paging("Aliases", 50);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Optional<String> keyId = call.target().map(KmsKey::id);
    Stream<Alias> aliases =
        call.realm().aliases().all().stream()
            .filter(alias -> call.environment().consistency().sees(alias, call.now()))
            .filter(alias -> keyId.isEmpty() || alias.keyId().equals(keyId.get()));
    return PAGING.page(call.input(), aliases, Alias::name, alias -> entry(alias, call));
  }

  private static ObjectNode entry(Alias alias, Invocation call) {
    return Json.object()
        .put("AliasName", alias.name())
        .put("AliasArn", call.scope().aliasArn(alias.name()))
        .put("TargetKeyId", alias.keyId())
        .put("CreationDate", Json.seconds(alias.created()))
        .put("LastUpdatedDate", Json.seconds(alias.updated()));
  }
}
