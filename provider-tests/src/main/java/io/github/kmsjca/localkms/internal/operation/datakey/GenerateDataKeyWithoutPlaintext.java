package io.github.kmsjca.localkms.internal.operation.datakey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Makes a data key that somebody else is going to decrypt and use.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyWithoutPlaintext.html">GenerateDataKeyWithoutPlaintext</a>
 */
public final class GenerateDataKeyWithoutPlaintext implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "GenerateDataKeyWithoutPlaintext",
              Members.KEY_ID,
              Members.encryptionContext(""),
              DataKey.SPEC,
              DataKey.BYTES,
              Members.GRANT_TOKENS,
              Members.DRY_RUN)
          .on(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.ENCRYPT_DECRYPT);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    DataKey.checkInput(input);
  }

  @Override
  public void rehearse(Invocation call) {
    handle(call);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    return DataKey.of(call).answer(call.key());
  }
}
