package io.github.kmsjca.localkms.internal.operation.keystore;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy of an external key store, as calls describe it. There is none behind it: every one can
 * be reached, except under a name that ends with {@code .invalid}.
 */
final class ProxyInput {
  static final Member ENDPOINT =
      Member.string("XksProxyUriEndpoint").between(10, 128).matching("^https://[a-zA-Z0-9.-]+$");
  static final Member PATH =
      Member.string("XksProxyUriPath")
          .between(10, 128)
          .matching("^(/[a-zA-Z0-9\\/_-]+/kms/xks/v\\d{1,2})$|^(/kms/xks/v\\d{1,2})$");
  static final Member SERVICE =
      Member.string("XksProxyVpcEndpointServiceName")
          .between(20, 64)
          .matching("^(com|eu)\\.amazonaws\\.vpce\\.([a-z]+-){2,3}\\d+\\.vpce-svc-[0-9a-z]+$");
  static final Member SERVICE_OWNER =
      Member.string("XksProxyVpcEndpointServiceOwner").between(12, 12).matching("[0-9]{12}");
  static final Member CREDENTIAL =
      Member.structure(
          "XksProxyAuthenticationCredential",
          Member.string("AccessKeyId").between(20, 30).matching("^[A-Z2-7]+$").required(),
          Member.string("RawSecretAccessKey")
              .between(43, 64)
              .matching("^[a-zA-Z0-9\\/+=]+$")
              .required());
  static final Member CONNECTIVITY =
      Member.oneOf("XksProxyConnectivity", List.of("PUBLIC_ENDPOINT", "VPC_ENDPOINT_SERVICE"));

  private ProxyInput() {}

  /** A new one, or a refusal. */
  static Proxy of(Invocation call) {
    return checked(call, null, read(call.input(), null));
  }

  /** What the call changes of one. */
  static Proxy changed(Invocation call, CustomKeyStore store, Proxy before) {
    return checked(call, store, read(call.input(), before));
  }

  /** Whether nobody answers there. */
  static boolean unreachable(Proxy proxy) {
    return proxy.endpoint().endsWith(".invalid");
  }

  static boolean isPublic(Proxy proxy) {
    return proxy.connectivity().equals("PUBLIC_ENDPOINT");
  }

  private static Proxy read(Input input, @Nullable Proxy before) {
    String connectivity =
        value(input, CONNECTIVITY, before == null ? null : before.connectivity()).orElseThrow();
    boolean inVpc = connectivity.equals("VPC_ENDPOINT_SERVICE");
    String service = value(input, SERVICE, before == null ? null : before.service()).orElse(null);
    if (inVpc != (service != null) && (inVpc || input.has(SERVICE.name()))) {
      throw ErrorType.VALIDATION.failure(
          "XksProxyVpcEndpointServiceName goes with XksProxyConnectivity VPC_ENDPOINT_SERVICE.");
    }
    return new Proxy(
        connectivity,
        value(input, ENDPOINT, before == null ? null : before.endpoint()).orElseThrow(),
        value(input, PATH, before == null ? null : before.path()).orElseThrow(),
        inVpc ? service : null,
        inVpc
            ? value(input, SERVICE_OWNER, before == null ? null : before.serviceOwner())
                .orElse(null)
            : null,
        input
            .structure(CREDENTIAL.name())
            .map(credential -> credential.required("AccessKeyId"))
            .or(() -> Optional.ofNullable(before).map(Proxy::accessKeyId))
            .orElseThrow());
  }

  private static Optional<String> value(Input input, Member member, @Nullable String before) {
    return input.text(member.name()).or(() -> Optional.ofNullable(before));
  }

  private static Proxy checked(Invocation call, @Nullable CustomKeyStore self, Proxy proxy) {
    for (CustomKeyStore store : call.realm().keyStores().all()) {
      Proxy other = store.proxy();
      if (other != null && (self == null || !store.id().equals(self.id()))) {
        refuseClash(proxy, other);
      }
    }
    if (isPublic(proxy) && unreachable(proxy)) {
      throw ErrorType.XKS_PROXY_UNREACHABLE.failure(
          "No external key store proxy answers at " + proxy.endpoint() + ".");
    }
    return proxy;
  }

  private static void refuseClash(Proxy proxy, Proxy other) {
    boolean sameEndpoint = proxy.endpoint().equals(other.endpoint());
    if (sameEndpoint && proxy.path().equals(other.path())) {
      throw ErrorType.XKS_PROXY_URI_IN_USE.failure(
          "Another key store has the proxy at " + proxy.endpoint() + proxy.path() + ".");
    }
    if (sameEndpoint && !(isPublic(proxy) && isPublic(other))) {
      throw ErrorType.XKS_PROXY_ENDPOINT_IN_USE.failure(
          "Another key store has the endpoint " + proxy.endpoint() + ".");
    }
    if (proxy.service() != null && Objects.equals(proxy.service(), other.service())) {
      throw ErrorType.XKS_PROXY_SERVICE_IN_USE.failure(
          "Another key store has the VPC endpoint service " + proxy.service() + ".");
    }
  }
}
