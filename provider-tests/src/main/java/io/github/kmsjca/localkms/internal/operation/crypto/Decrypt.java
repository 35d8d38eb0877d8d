package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Recipient;
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Decrypts what Encrypt, ReEncrypt and the data keys made, or what was encrypted with the public
 * half of a key.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">Decrypt</a>
 */
public final class Decrypt implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "Decrypt",
              Members.CIPHERTEXT_BLOB,
              Members.encryptionContext(""),
              Members.GRANT_TOKENS,
              Members.OPTIONAL_KEY_ID,
              Members.encryptionAlgorithm(""),
              Recipient.MEMBER,
              Members.DRY_RUN,
              Members.DRY_RUN_MODIFIERS)
          .decrypting(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.ENCRYPT_DECRYPT);
  private static final Source SOURCE = new Source(ROW, "");

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    SOURCE.checkInput(input);
  }

  @Override
  public void rehearse(Invocation call) {
    Recipient.of(call);
    SOURCE.rehearse(call);
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Recipient recipient = Recipient.of(call);
    Source.Opened source = SOURCE.open(call);
    call.used(source.key(), ROW.name());
    ObjectNode answer =
        Json.object()
            .put("KeyId", source.key().arn())
            .put("EncryptionAlgorithm", source.algorithm().name());
    if (!recipient.present()) {
      source.materialId().ifPresent(id -> answer.put("KeyMaterialId", id));
    }
    return recipient.fill(answer, "Plaintext", source.plaintext());
  }
}
