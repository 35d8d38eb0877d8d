package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.Encapsulations.Encapsulated;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import java.util.List;

/**
 * Makes a shared secret for the owner of a key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encapsulate.html">Encapsulate</a>
 */
public final class Encapsulate implements Operation {
  static final Member ALGORITHM =
      Member.oneOf("EncapsulationAlgorithm", List.of("ML_KEM")).required();
  private static final OperationRow ROW =
      OperationRow.of(
              "Encapsulate", Members.KEY_ID, ALGORITHM, Members.GRANT_TOKENS, Members.DRY_RUN)
          .on(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.ENCAPSULATE_DECAPSULATE);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Encapsulated made = call.environment().encapsulations().encapsulate(SigningInput.pair(call));
    return Json.object()
        .put("KeyId", call.key().arn())
        .put("SharedSecret", made.secret())
        .put("SharedSecretCiphertextBlob", made.ciphertext())
        .put("EncapsulationAlgorithm", call.input().required(ALGORITHM.name()));
  }
}
