package io.github.kmsjca.localkms.internal.operation.crypto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyStores;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Recipient;

/**
 * Makes random bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html">GenerateRandom</a>
 */
public final class GenerateRandom implements Operation {
  private static final Member COUNT = Member.integer("NumberOfBytes").between(1, 1024);
  private static final OperationRow ROW =
      OperationRow.of("GenerateRandom", COUNT, KeyStores.ID, Recipient.MEMBER);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    if (!input.has(COUNT.name())) {
      throw ErrorType.VALIDATION.failure("NumberOfBytes is required.");
    }
  }

  @Override
  public ObjectNode handle(Invocation call) {
    if (call.input().has(KeyStores.ID.name())) {
      checkKeyStore(call);
    }
    int count = call.input().integer(COUNT.name(), 0);
    byte[] bytes = call.environment().randomness().bytes(count);
    return Recipient.of(call).fill(Json.object(), "Plaintext", bytes);
  }

  private static void checkKeyStore(Invocation call) {
    if (KeyStores.named(call).cluster() == null) {
      throw ErrorType.UNSUPPORTED.failure("An external key store makes no random bytes.");
    }
    KeyStores.connected(call);
  }
}
