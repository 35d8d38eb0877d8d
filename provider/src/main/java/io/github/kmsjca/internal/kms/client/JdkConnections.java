package io.github.kmsjca.internal.kms.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * Connections of the JDK's HTTP client by one way. Made here and not by the SDK, whose client for
 * no proxy asks the JDK, which may know one.
 */
final class JdkConnections implements UrlConnectionFactory {
  private final Proxy proxy;
  private final @Nullable String authorization;
  private final SSLSocketFactory tls;
  private final int connectMillis;
  private final int readMillis;

  JdkConnections(Optional<ProxyServer> proxy, Duration connect, Duration read) {
    this.proxy = proxy.map(JdkConnections::ofJdk).orElse(Proxy.NO_PROXY);
    this.authorization = proxy.map(JdkConnections::authorization).orElse(null);
    this.tls = tls();
    this.connectMillis = Math.toIntExact(connect.toMillis());
    this.readMillis = Math.toIntExact(read.toMillis());
  }

  private static Proxy ofJdk(ProxyServer server) {
    if (server.isSpokenToByTls()) {
      throw new ProxyMistake(
          "the proxy "
              + server.endpoint()
              + " is spoken to by TLS, which the JDK's HTTP client, as in keytool and jarsigner,"
              + " cannot do");
    }
    return new Proxy(
        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(server.host(), server.port()));
  }

  private static @Nullable String authorization(ProxyServer server) {
    return server.user() == null
        ? null
        : "Basic "
            + Base64.getEncoder()
                .encodeToString((server.user() + ":" + server.password()).getBytes(UTF_8));
  }

  /** Without key managers, as {@link HttpClients} explains. */
  private static SSLSocketFactory tls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be had: " + e.getMessage(), e);
    }
  }

  @Override
  public HttpURLConnection createConnection(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(proxy);
      if (connection instanceof HttpsURLConnection https) {
        https.setSSLSocketFactory(tls);
      }
      if (authorization != null) {
        connection.setRequestProperty("Proxy-Authorization", authorization);
      }
      connection.setConnectTimeout(connectMillis);
      connection.setReadTimeout(readMillis);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
