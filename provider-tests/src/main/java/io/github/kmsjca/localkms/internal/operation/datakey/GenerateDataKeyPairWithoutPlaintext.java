package io.github.kmsjca.localkms.internal.operation.datakey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Makes a key pair whose private half somebody else is going to decrypt and use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPairWithoutPlaintext.html">GenerateDataKeyPairWithoutPlaintext</a>
 */
public final class GenerateDataKeyPairWithoutPlaintext implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "GenerateDataKeyPairWithoutPlaintext",
              WrappingKey.CONTEXT,
              Members.KEY_ID,
              DataKeyPair.SPEC,
              Members.GRANT_TOKENS,
              Members.DRY_RUN)
          .on(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.ENCRYPT_DECRYPT);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void rehearse(Invocation call) {
    DataKeyPair.wrapping(call);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    return DataKeyPair.of(call).answer(call.key());
  }
}
