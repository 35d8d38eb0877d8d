package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.TlsKeyManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

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

  /** One with the SDK's own limits. */
  static SdkHttpClient.Builder<?> builder() {
    return isOfTheJdk() ? JdkClient.builder() : apache();
  }

  static SdkHttpClient create(Configuration configuration) {
    Duration attempt = configuration.duration(Setting.ATTEMPT_TIMEOUT);
    return new RestingHttpClient(() -> awake(configuration, attempt), REST.plus(attempt));
  }

  private static SdkHttpClient awake(Configuration configuration, Duration attempt) {
    if (!isOfTheJdk()) {
      return apache()
          .maxConnections(configuration.count(Setting.MAX_CONNECTIONS))
          .connectionAcquisitionTimeout(configuration.duration(Setting.CALL_TIMEOUT))
          .connectionTimeout(attempt)
          .socketTimeout(attempt)
          .build();
    }
    try {
      return JdkClient.builder().connectionTimeout(attempt).socketTimeout(attempt).build();
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "without the module jdk.net, as in keytool and jarsigner, the class path needs"
              + " software.amazon.awssdk:url-connection-client; the -all.jar has it",
          e);
    }
  }

  private static Apache5HttpClient.Builder apache() {
    return Apache5HttpClient.builder()
        .tlsKeyManagersProvider(TlsKeyManagersProvider.noneProvider())
        .useIdleConnectionReaper(false);
  }

  /** Apart, because the module is optional. */
  private static final class JdkClient {
    static UrlConnectionHttpClient.Builder builder() {
      return UrlConnectionHttpClient.builder()
          .tlsKeyManagersProvider(TlsKeyManagersProvider.noneProvider());
    }
  }
}
