package io.github.kmsjca.localkms.internal.operation.datakey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Recipient;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Makes a data key: in the clear to use it, and encrypted to keep it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html">GenerateDataKey</a>
 */
public final class GenerateDataKey implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "GenerateDataKey",
              Members.KEY_ID,
              Members.encryptionContext(""),
              DataKey.SPEC,
              DataKey.BYTES,
              Members.GRANT_TOKENS,
              Recipient.MEMBER,
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
    Recipient recipient = Recipient.of(call);
    DataKey dataKey = DataKey.of(call);
    ObjectNode answer = dataKey.answer(call.key());
    if (recipient.present()) {
      answer.remove("KeyMaterialId");
    }
    return recipient.fill(answer, "Plaintext", dataKey.plaintext());
  }
}
