package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Computes the MAC of a message.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateMac.html">GenerateMac</a>
 */
public final class GenerateMac implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "GenerateMac",
              Members.MESSAGE,
              Members.KEY_ID,
              MacInput.ALGORITHM,
              Members.GRANT_TOKENS,
              Members.DRY_RUN)
          .on(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.GENERATE_VERIFY_MAC);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void rehearse(Invocation call) {
    MacInput.of(call);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    MacInput input = MacInput.of(call);
    return Json.object()
        .put("Mac", input.compute(call))
        .put("MacAlgorithm", input.algorithm().name())
        .put("KeyId", call.key().arn());
  }
}
