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
import io.github.kmsjca.localkms.internal.operation.StateRule;

/**
 * Moves a ciphertext to another key, algorithm or encryption context, without showing the
 * plaintext.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html">ReEncrypt</a>
 */
public final class ReEncrypt implements Operation {
  private static final String FROM = "Source";
  private static final String TO = "Destination";
  private static final OperationRow ROW =
      OperationRow.of(
              "ReEncrypt",
              Members.CIPHERTEXT_BLOB,
              Members.encryptionContext(FROM),
              Members.keyId(KeyRule.SOURCE_KEY.member()),
              Members.keyId(KeyRule.DESTINATION_KEY.member()).required(),
              Members.encryptionContext(TO),
              Members.encryptionAlgorithm(FROM),
              Members.encryptionAlgorithm(TO),
              Members.GRANT_TOKENS,
              Members.DRY_RUN,
              Members.DRY_RUN_MODIFIERS)
          .on(KeyRule.DESTINATION_KEY, StateRule.USABLE)
          .decrypting(KeyRule.SOURCE_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.ENCRYPT_DECRYPT);
  private static final Source SOURCE = new Source(ROW, FROM);

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
    EncryptionInput destination = EncryptionInput.of(call.input(), TO);
    SOURCE
        .rehearse(call)
        .ifPresentOrElse(
            source -> destination.encrypt(call, source.plaintext()),
            () -> destination.check(call.key()));
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Source.Opened source = SOURCE.open(call);
    EncryptionInput destination = EncryptionInput.of(call.input(), TO);
    ObjectNode answer =
        Json.object()
            .put("CiphertextBlob", destination.encrypt(call, source.plaintext()))
            .put("SourceKeyId", source.key().arn())
            .put("KeyId", call.key().arn())
            .put("SourceEncryptionAlgorithm", source.algorithm().name())
            .put("DestinationEncryptionAlgorithm", destination.algorithm().name());
    source.materialId().ifPresent(id -> answer.put("SourceKeyMaterialId", id));
    if (!call.key().spec().asymmetric()) {
      answer.put("DestinationKeyMaterialId", call.key().materialId());
    }
    call.used(source.key(), ROW.name());
    return answer;
  }
}
