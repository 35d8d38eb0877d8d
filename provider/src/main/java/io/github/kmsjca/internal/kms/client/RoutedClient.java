package io.github.kmsjca.internal.kms.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends each request by the way that the rule of proxies has for its host: the SDK's own clients
 * know one proxy each, and read the system properties and variables by rules of their own.
 */
final class RoutedClient implements SdkHttpClient {
  private final ProxyRule rule;
  private final Function<Optional<ProxyServer>, SdkHttpClient> maker;
  private final Map<Optional<ProxyServer>, SdkHttpClient> clients = new ConcurrentHashMap<>();

  /**
   * A client of clients.
   *
   * @param maker makes one that goes through that proxy always, or through none ever
   */
  RoutedClient(ProxyRule rule, Function<Optional<ProxyServer>, SdkHttpClient> maker) {
    this.rule = rule;
    this.maker = maker;
    clients.put(Optional.empty(), maker.apply(Optional.empty())); // tells what is missing for any
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    SdkHttpRequest http = request.httpRequest();
    ProxyRule.Way way = rule.to(http.protocol(), http.host(), http.port());
    return clients.computeIfAbsent(way.proxy(), maker).prepareRequest(request);
  }

  @Override
  public String clientName() {
    return HttpClients.isOfTheJdk() ? "UrlConnection" : "Apache5";
  }

  @Override
  public void close() {
    clients.values().forEach(SdkHttpClient::close);
  }
}
