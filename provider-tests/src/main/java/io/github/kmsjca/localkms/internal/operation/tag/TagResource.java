package io.github.kmsjca.localkms.internal.operation.tag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
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
 * Adds tags to a key, or gives those it has another value.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html">TagResource</a>
 */
public final class TagResource implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("TagResource", Members.KEY_ID, Members.TAGS.required())
          .on(KeyRule.MANAGED_KEY, StateRule.DESCRIBABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    Tags.of(input);
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    Map<String, String> tags = new HashMap<>(call.key().tags());
    tags.putAll(Tags.of(call.input()));
    call.put(call.key().tagged(Tags.checkNumber(tags)));
    return null;
  }
}
