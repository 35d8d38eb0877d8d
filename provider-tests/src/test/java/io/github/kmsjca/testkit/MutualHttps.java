package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/** An HTTPS server that wants to know who calls, and answers just that. */
public final class MutualHttps implements AutoCloseable {
  private final HttpsServer server;
  private volatile SSLSession lastSession;

  private MutualHttps(HttpsServer server) {
    this.server = server;
  }

  public static MutualHttps start(SSLContext context) throws IOException {
    return start(context, UnaryOperator.identity());
  }

  /** Starts one that changes what JSSE would do by default. */
  public static MutualHttps start(SSLContext context, UnaryOperator<SSLParameters> terms)
      throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = terms.apply(context.getDefaultSSLParameters());
            tls.setNeedClientAuth(true);
            parameters.setSSLParameters(tls);
          }
        });
    MutualHttps https = new MutualHttps(server);
    server.createContext("/", https::answer);
    server.start();
    return https;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      SSLSession session = ((HttpsExchange) exchange).getSSLSession();
      lastSession = session;
      byte[] body = session.getPeerPrincipal().getName().getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  public URI uri() {
    return URI.create("https://localhost:" + server.getAddress().getPort() + "/");
  }

  /** The session of the last request; null before it. */
  public SSLSession lastSession() {
    return lastSession;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
