package io.github.kmsjca.localkms.internal.operation.tag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.operation.Tags;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes tags from a key; those that it does not have are no error.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html">UntagResource</a>
 */
public final class UntagResource implements Operation {
  private static final Member KEYS =
      Member.list("TagKeys", Member.string("member").between(1, 128)).required();
  private static final OperationRow ROW =
      OperationRow.of("UntagResource", Members.KEY_ID, KEYS)
          .on(KeyRule.MANAGED_KEY, StateRule.DESCRIBABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    input.texts(KEYS.name()).forEach(Tags::checkKey);
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    Map<String, String> tags = new HashMap<>(call.key().tags());
    call.input().texts(KEYS.name()).forEach(tags::remove);
    call.put(call.key().tagged(Map.copyOf(tags)));
    return null;
  }
}
