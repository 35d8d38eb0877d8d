package io.github.kmsjca.localkms.internal.operation.keystore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyStores;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore.Cluster;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore.Proxy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Begins to connect a custom key store to its cluster or proxy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ConnectCustomKeyStore.html">ConnectCustomKeyStore</a>
 */
public final class ConnectCustomKeyStore implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("ConnectCustomKeyStore", KeyStores.ID.required()).takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    CustomKeyStore store = KeyStores.named(call);
    switch (store.connection().state(call.now())) {
      case "DISCONNECTED" -> {
        Instant done = call.environment().consistency().seenFrom(call.now());
        call.realm()
            .keyStores()
            .put(store.with(new CustomKeyStore.Connection(true, done, failure(store))));
      }
      case "DISCONNECTING", "FAILED" -> throw KeyStores.wrongState(call, store);
      default -> {
        // It connects already, or is connected.
      }
    }
    return Json.object();
  }

  private static @Nullable String failure(CustomKeyStore store) {
    Cluster cluster = store.cluster();
    if (cluster != null && !cluster.known().equals(cluster.password())) {
      return "INVALID_CREDENTIALS";
    }
    Proxy proxy = store.proxy();
    return proxy != null && ProxyInput.unreachable(proxy) ? "XKS_PROXY_NOT_REACHABLE" : null;
  }
}
