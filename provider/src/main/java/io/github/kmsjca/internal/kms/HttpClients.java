package io.github.kmsjca.internal.kms;

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
  private HttpClients() {}

  static SdkHttpClient create(Configuration configuration) {
    Duration attempt = configuration.duration(Setting.ATTEMPT_TIMEOUT);
    // keytool and jarsigner start from java.base and so without jdk.net, which Apache's client
    // needs.
    if (ModuleLayer.boot().findModule("jdk.net").isPresent()) {
      return Apache5HttpClient.builder()
          .tlsKeyManagersProvider(TlsKeyManagersProvider.noneProvider())
          .maxConnections(configuration.count(Setting.MAX_CONNECTIONS))
          .connectionAcquisitionTimeout(configuration.duration(Setting.CALL_TIMEOUT))
          .connectionTimeout(attempt)
          .socketTimeout(attempt)
          .build();
    }
    try {
      return JdkClient.create(attempt);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "without the module jdk.net, as in keytool and jarsigner, the class path needs"
              + " software.amazon.awssdk:url-connection-client; the -all.jar has it",
          e);
    }
  }

  /** Apart, because the module is optional. */
  private static final class JdkClient {
    static SdkHttpClient create(Duration attempt) {
      return UrlConnectionHttpClient.builder()
          .tlsKeyManagersProvider(TlsKeyManagersProvider.noneProvider())
          .connectionTimeout(attempt)
          .socketTimeout(attempt)
          .build();
    }
  }
}
