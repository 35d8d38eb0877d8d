package io.github.kmsjca.localkms.internal.operation.tag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Paging;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists the tags of a key, by their keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html">ListResourceTags</a>
 */
public final class ListResourceTags implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("ListResourceTags", Members.KEY_ID, Members.limit(50), Members.MARKER)
          .on(KeyRule.MANAGED_KEY, StateRule.ANY);

  private static final Paging PAGING = new Paging("Tags", 50);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Map<String, String> tags = new TreeMap<>(call.key().tags());
    return PAGING.page(
        call.input(), tags.entrySet().stream(), Map.Entry::getKey, ListResourceTags::entry);
  }

  private static ObjectNode entry(Map.Entry<String, String> tag) {
    return Json.object().put("TagKey", tag.getKey()).put("TagValue", tag.getValue());
  }
}
