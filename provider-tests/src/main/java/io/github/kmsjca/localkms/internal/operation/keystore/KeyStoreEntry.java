package io.github.kmsjca.localkms.internal.operation.keystore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore.Cluster;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore.Proxy;

/** The description of a custom key store. */
final class KeyStoreEntry {
  private KeyStoreEntry() {}

  static ObjectNode of(Invocation call, CustomKeyStore store) {
    String state = store.connection().state(call.now());
    ObjectNode json =
        Json.object()
            .put("CustomKeyStoreId", store.id())
            .put("CustomKeyStoreName", store.name())
            .put("ConnectionState", state)
            .put("CreationDate", Json.seconds(store.created()));
    if (state.equals("FAILED")) {
      json.put("ConnectionErrorCode", store.connection().error());
    }
    Cluster cluster = store.cluster();
    if (cluster != null) {
      json.put("CustomKeyStoreType", "AWS_CLOUDHSM")
          .put("CloudHsmClusterId", cluster.id())
          .put("TrustAnchorCertificate", cluster.trustAnchor());
    }
    Proxy proxy = store.proxy();
    if (proxy != null) {
      json.put("CustomKeyStoreType", KeyStoreRules.EXTERNAL);
      describe(json.putObject("XksProxyConfiguration"), proxy);
    }
    return json;
  }

  private static void describe(ObjectNode json, Proxy proxy) {
    json.put("Connectivity", proxy.connectivity())
        .put("AccessKeyId", proxy.accessKeyId())
        .put("UriEndpoint", proxy.endpoint())
        .put("UriPath", proxy.path());
    if (proxy.service() != null) {
      json.put("VpcEndpointServiceName", proxy.service());
    }
    if (proxy.serviceOwner() != null) {
      json.put("VpcEndpointServiceOwner", proxy.serviceOwner());
    }
  }
}
