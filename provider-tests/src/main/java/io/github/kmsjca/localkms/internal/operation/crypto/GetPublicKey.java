package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;

/**
 * Hands out the public half of an asymmetric key, as a DER SubjectPublicKeyInfo.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html">GetPublicKey</a>
 */
public final class GetPublicKey implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("GetPublicKey", Members.KEY_ID, Members.GRANT_TOKENS)
          .on(KeyRule.DESCRIBED_KEY, StateRule.PUBLIC);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    if (!call.environment().publicKeyWhileDisabled()) {
      StateRule.USABLE.check(key);
    }
    if (!(key.material() instanceof Material.Pair pair)) {
      throw ErrorType.UNSUPPORTED.failure();
    }
    ObjectNode answer =
        Json.object()
            .put("KeyId", key.arn())
            .put("PublicKey", pair.publicKey().getEncoded())
            .put("CustomerMasterKeySpec", key.spec().name())
            .put("KeySpec", key.spec().name())
            .put("KeyUsage", key.usage().name());
    answer.set(key.usage().algorithmsMember(), Json.texts(key.spec().algorithms(key.usage())));
    return answer;
  }
}
