package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.crypto.KeyAgreements;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Recipient;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.security.InvalidKeyException;
import java.util.List;

/**
 * Derives a shared secret from the key and another party's public key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DeriveSharedSecret.html">DeriveSharedSecret</a>
 */
public final class DeriveSharedSecret implements Operation {
  private static final Member ALGORITHM =
      Member.oneOf("KeyAgreementAlgorithm", List.of("ECDH")).required();
  private static final Member PUBLIC_KEY = Member.blob("PublicKey").between(1, 8192).required();
  private static final OperationRow ROW =
      OperationRow.of(
              "DeriveSharedSecret",
              Members.KEY_ID,
              ALGORITHM,
              PUBLIC_KEY,
              Members.GRANT_TOKENS,
              Members.DRY_RUN,
              Recipient.MEMBER)
          .on(KeyRule.USED_KEY, StateRule.USABLE)
          .forUsage(KeyUsage.KEY_AGREEMENT);

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
    Recipient recipient = Recipient.of(call);
    KmsKey key = call.key();
    try {
      byte[] secret =
          KeyAgreements.derive(
              key.spec(), SigningInput.pair(call), call.input().blob(PUBLIC_KEY.name()));
      ObjectNode answer =
          Json.object()
              .put("KeyId", key.arn())
              .put("KeyAgreementAlgorithm", call.input().required(ALGORITHM.name()))
              .put("KeyOrigin", key.origin().name());
      return recipient.fill(answer, "SharedSecret", secret);
    } catch (InvalidKeyException e) {
      throw ErrorType.VALIDATION.failure();
    }
  }
}
