package io.github.kmsjca.internal.kms.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
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
  private final @Nullable ProxyServer asked;
  private final SSLSocketFactory tls;
  private final int connectMillis;
  private final int readMillis;

  JdkConnections(Optional<ProxyServer> proxy, Duration connect, Duration read) {
    this.proxy = proxy.map(JdkConnections::ofJdk).orElse(Proxy.NO_PROXY);
    this.asked = proxy.filter(server -> server.user() != null).orElse(null);
    this.tls = tls();
    this.connectMillis = millis(connect);
    this.readMillis = millis(read);
  }

  /** Longer ones are as good as none. */
  private static int millis(Duration limit) {
    return (int) Math.min(limit.toMillis(), Integer.MAX_VALUE);
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

  /** For a plain request; the header of one for a tunnel would go on to whoever is behind it. */
  private static String authorization(ProxyServer server) {
    String pair = server.user() + ":" + server.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  /** For a tunnel. The JDK asks for it where it may give a proxy a password in clear. */
  private static final class Passwords extends Authenticator {
    private final ProxyServer server;

    Passwords(ProxyServer server) {
      this.server = server;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? new PasswordAuthentication(
              server.user(), Objects.requireNonNullElse(server.password(), "").toCharArray())
          : null;
    }
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
        if (asked != null) {
          https.setAuthenticator(new Passwords(asked));
        }
      } else if (asked != null) {
        connection.setRequestProperty("Proxy-Authorization", authorization(asked));
      }
      connection.setConnectTimeout(connectMillis);
      connection.setReadTimeout(readMillis);
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
