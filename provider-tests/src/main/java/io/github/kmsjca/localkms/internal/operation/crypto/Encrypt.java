package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Encrypts up to 4096 bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html">Encrypt</a>
 */
public final class Encrypt implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "Encrypt",
              Members.KEY_ID,
              Member.blob("Plaintext").between(1, 4096).secret().required(),
              Members.encryptionContext(""),
              Members.GRANT_TOKENS,
              Members.encryptionAlgorithm(""),
              Members.DRY_RUN)
          .on(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.ENCRYPT_DECRYPT);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void rehearse(Invocation call) {
    handle(call);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    EncryptionInput input = EncryptionInput.of(call.input(), "");
    return Json.object()
        .put("CiphertextBlob", input.encrypt(call, call.input().blob("Plaintext")))
        .put("KeyId", call.key().arn())
        .put("EncryptionAlgorithm", input.algorithm().name());
  }
}
