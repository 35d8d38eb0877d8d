package io.github.kmsjca.localkms.internal.operation.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Paging;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.stream.Stream;

/**
 * Lists the keys of the account in the Region, by their ids.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html">ListKeys</a>
 */
public final class ListKeys implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("ListKeys", Members.limit(1000), Members.MARKER);
  private static final Paging PAGING = new Paging("Keys", 100);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Stream<KmsKey> keys =
        call.realm().keys().all().stream()
            .flatMap(key -> call.environment().consistency().seen(key, call.now()).stream());
    return PAGING.page(call.input(), keys, KmsKey::id, ListKeys::entry);
  }

  private static ObjectNode entry(KmsKey key) {
    return Json.object().put("KeyId", key.id()).put("KeyArn", key.arn());
  }
}
