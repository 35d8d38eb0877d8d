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

/**
 * Recovers the shared secret of an encapsulation. A wrong one of the right length gives a random
 * secret, as FIPS 203 has it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decapsulate.html">Decapsulate</a>
 */
public final class Decapsulate implements Operation {
  private static final Member CIPHERTEXT =
      Member.blob("SharedSecretCiphertextBlob").between(1, 6144).required();
  private static final OperationRow ROW =
      OperationRow.of(
              "Decapsulate",
              Members.KEY_ID,
              CIPHERTEXT,
              Encapsulate.ALGORITHM,
              Members.GRANT_TOKENS,
              Members.DRY_RUN)
          .on(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.ENCAPSULATE_DECAPSULATE);

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
    byte[] secret =
        call.environment()
            .encapsulations()
            .decapsulate(SigningInput.pair(call), call.input().blob(CIPHERTEXT.name()))
            .orElseThrow(ErrorType.INVALID_CIPHERTEXT::failure);
    return Json.object()
        .put("KeyId", call.key().arn())
        .put("SharedSecret", secret)
        .put("EncapsulationAlgorithm", call.input().required(Encapsulate.ALGORITHM.name()));
  }
}
