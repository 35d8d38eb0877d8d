package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import java.security.MessageDigest;

/**
 * Verifies a MAC; one that does not fit is an error and not an answer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_VerifyMac.html">VerifyMac</a>
 */
public final class VerifyMac implements Operation {
  private static final Member MAC = Member.blob("Mac").between(1, 6144).required();
  private static final OperationRow ROW =
      OperationRow.of(
              "VerifyMac",
              Members.MESSAGE,
              Members.KEY_ID,
              MacInput.ALGORITHM,
              MAC,
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
    if (!MessageDigest.isEqual(input.compute(call), call.input().blob(MAC.name()))) {
      throw ErrorType.INVALID_MAC.failure();
    }
    return Json.object()
        .put("KeyId", call.key().arn())
        .put("MacValid", true)
        .put("MacAlgorithm", input.algorithm().name());
  }
}
