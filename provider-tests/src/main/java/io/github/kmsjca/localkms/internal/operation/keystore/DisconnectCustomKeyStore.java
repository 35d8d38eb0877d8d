package io.github.kmsjca.localkms.internal.operation.keystore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyStores;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;
import java.time.Instant;

/**
 * Begins to disconnect a custom key store; its keys can not be used meanwhile, nor afterwards.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DisconnectCustomKeyStore.html">DisconnectCustomKeyStore</a>
 */
public final class DisconnectCustomKeyStore implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("DisconnectCustomKeyStore", KeyStores.ID.required()).takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    CustomKeyStore store = KeyStores.named(call);
    if (!store.connection().wanted()) {
      throw KeyStores.wrongState(call, store);
    }
    Instant done = call.environment().consistency().seenFrom(call.now());
    call.realm().keyStores().put(store.with(new CustomKeyStore.Connection(false, done, null)));
    return Json.object();
  }
}
