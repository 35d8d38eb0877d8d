package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.Signatures;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.Material;

/**
 * Signs a message or a digest.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">Sign</a>
 */
public final class Sign implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "Sign",
              Members.KEY_ID,
              Members.MESSAGE,
              Members.MESSAGE_TYPE,
              Members.GRANT_TOKENS,
              Members.SIGNING_ALGORITHM,
              Members.DRY_RUN)
          .on(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.SIGN_VERIFY);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void rehearse(Invocation call) {
    SigningInput.of(call);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    SigningInput input = SigningInput.of(call);
    Signatures signatures = call.environment().signatures();
    Material.Pair keys = SigningInput.pair(call);
    byte[] prepared = input.prepared(signatures, keys);
    byte[] signature = signatures.sign(input.algorithm(), keys, prepared);
    return Json.object()
        .put("KeyId", call.key().arn())
        .put("Signature", signature)
        .put("SigningAlgorithm", input.algorithm().name());
  }
}
