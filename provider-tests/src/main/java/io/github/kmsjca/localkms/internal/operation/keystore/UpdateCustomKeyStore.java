package io.github.kmsjca.localkms.internal.operation.keystore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyStores;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore.Cluster;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore.Proxy;
import java.util.Optional;

/**
 * Changes a custom key store; most of it only while it is disconnected.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html">UpdateCustomKeyStore</a>
 */
public final class UpdateCustomKeyStore implements Operation {
  private static final Member NAME = KeyStoreRules.name("NewCustomKeyStoreName");
  private static final OperationRow ROW =
      OperationRow.of(
              "UpdateCustomKeyStore",
              KeyStores.ID.required(),
              NAME,
              ClusterInput.PASSWORD,
              ClusterInput.ID,
              ProxyInput.ENDPOINT,
              ProxyInput.PATH,
              ProxyInput.SERVICE,
              ProxyInput.SERVICE_OWNER,
              ProxyInput.CREDENTIAL,
              ProxyInput.CONNECTIVITY)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Input input = call.input();
    CustomKeyStore store = KeyStores.named(call);
    Cluster cluster = store.cluster();
    Proxy proxy = store.proxy();
    KeyStoreRules.checkType(input, proxy != null);
    checkState(call, store);
    Optional<String> name = input.text(NAME.name()).filter(other -> !other.equals(store.name()));
    name.ifPresent(other -> KeyStoreRules.checkName(call, other));
    call.realm()
        .keyStores()
        .put(
            new CustomKeyStore(
                store.id(),
                name.orElse(store.name()),
                cluster == null ? null : ClusterInput.changed(call, cluster),
                proxy == null ? null : ProxyInput.changed(call, store, proxy),
                store.connection(),
                store.created()));
    return Json.object();
  }

  private static void checkState(Invocation call, CustomKeyStore store) {
    boolean valid =
        switch (store.connection().state(call.now())) {
          case "DISCONNECTED" -> true;
          case "CONNECTED" -> !KeyStoreRules.needsDisconnected(call.input());
          default -> false;
        };
    if (!valid) {
      throw KeyStores.wrongState(call, store);
    }
  }
}
