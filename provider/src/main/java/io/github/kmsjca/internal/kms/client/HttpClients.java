package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.TlsKeyManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The HTTP client under KMS and STS. It has no key managers: the SDK's default would load the
 * KeyStore of {@code javax.net.ssl.keyStoreType}, which may be ours.
 */
final class HttpClients {
  /** As long as the SDK keeps a connection that is not used. */
  private static final Duration REST = Duration.ofSeconds(60);

  private HttpClients() {}

  /**
   * True where the client is the JDK's: keytool and jarsigner start from java.base and so without
   * jdk.net, which Apache's needs.
   */
  static boolean isOfTheJdk() {
    return ModuleLayer.boot().findModule("jdk.net").isEmpty();
  }

  /** One with limits that the SDK gives. */
  static SdkHttpClient create(AttributeMap limits, ProxyRule rule) {
    return routed(
        rule,
        proxy ->
            isOfTheJdk()
                ? JdkClient.create(
                    proxy,
                    limits.get(SdkHttpConfigurationOption.CONNECTION_TIMEOUT),
                    limits.get(SdkHttpConfigurationOption.READ_TIMEOUT))
                : apache(proxy).buildWithDefaults(limits));
  }

  static SdkHttpClient create(Configuration configuration, ProxyRule rule) {
    return routed(rule, proxy -> create(configuration, proxy));
  }

  private static SdkHttpClient routed(
      ProxyRule rule, Function<Optional<ProxyServer>, SdkHttpClient> clients) {
    return new InterruptibleClient(new RoutedClient(rule, clients));
  }

  private static SdkHttpClient create(Configuration configuration, Optional<ProxyServer> proxy) {
    Duration attempt = configuration.duration(Setting.ATTEMPT_TIMEOUT);
    return new RestingHttpClient(() -> awake(configuration, attempt, proxy), REST.plus(attempt));
  }

  private static SdkHttpClient awake(
      Configuration configuration, Duration attempt, Optional<ProxyServer> proxy) {
    if (!isOfTheJdk()) {
      return apache(proxy)
          .maxConnections(configuration.count(Setting.MAX_CONNECTIONS))
          .connectionAcquisitionTimeout(configuration.duration(Setting.CALL_TIMEOUT))
          .connectionTimeout(attempt)
          .socketTimeout(attempt)
          .build();
    }
    try {
      return JdkClient.create(proxy, attempt, attempt);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "without the module jdk.net, as in keytool and jarsigner, the class path needs"
              + " software.amazon.awssdk:url-connection-client; the -all.jar has it",
          e);
    }
  }

  private static Apache5HttpClient.Builder apache(Optional<ProxyServer> proxy) {
    ProxyConfiguration.Builder way =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariableValues(false);
    proxy.ifPresent(
        server ->
            way.endpoint(server.endpoint()).username(server.user()).password(server.password()));
    return Apache5HttpClient.builder()
        .proxyConfiguration(way.build())
        .tlsKeyManagersProvider(TlsKeyManagersProvider.noneProvider())
        .useIdleConnectionReaper(false);
  }

  /** Apart, because the module is optional. */
  private static final class JdkClient {
    static SdkHttpClient create(Optional<ProxyServer> proxy, Duration connect, Duration read) {
      return UrlConnectionHttpClient.create(new JdkConnections(proxy, connect, read));
    }
  }
}
