package io.github.kmsjca.localkms.internal.operation.keystore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyStores;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;

/**
 * Forgets a custom key store that is disconnected and has no keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteCustomKeyStore.html">DeleteCustomKeyStore</a>
 */
public final class DeleteCustomKeyStore implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("DeleteCustomKeyStore", KeyStores.ID.required()).takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    CustomKeyStore store = KeyStores.named(call);
    boolean used =
        call.realm().keys().all().stream()
            .anyMatch(key -> store.id().equals(key.kind().custody().keyStore()));
    if (used) {
      throw ErrorType.CUSTOM_KEY_STORE_HAS_KEYS.failure(
          "Custom key store " + store.id() + " has keys, which are to be deleted first.");
    }
    if (!store.connection().state(call.now()).equals("DISCONNECTED")) {
      throw KeyStores.wrongState(call, store);
    }
    call.realm().keyStores().remove(store.id());
    return Json.object();
  }
}
