package io.github.kmsjca.localkms.internal.operation.datakey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Recipient;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Makes a key pair: its private half in the clear to use it, and encrypted to keep it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html">GenerateDataKeyPair</a>
 */
public final class GenerateDataKeyPair implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "GenerateDataKeyPair",
              WrappingKey.CONTEXT,
              Members.KEY_ID,
              DataKeyPair.SPEC,
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
  public void rehearse(Invocation call) {
    Recipient.of(call);
    DataKeyPair.wrapping(call);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Recipient recipient = Recipient.of(call);
    DataKeyPair pair = DataKeyPair.of(call);
    return recipient.fill(pair.answer(call.key()), "PrivateKeyPlaintext", pair.privateKey());
  }
}
