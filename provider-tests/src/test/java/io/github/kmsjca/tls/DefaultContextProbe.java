package io.github.kmsjca.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.testkit.Report;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * An ordinary Java program, in a JVM of its own, that knows nothing of KMS: what it has of TLS
 * comes from the default SSLContext, and so from system properties.
 */
final class DefaultContextProbe {
  private static final int TIMEOUT_MILLIS = 60_000;

  private DefaultContextProbe() {}

  /** Arguments: a URL that answers who called, and who that shall be. */
  public static void main(String[] args) {
    URI uri = URI.create(args[0]);
    String name = args[1];
    Report report = new Report();
    report.check("java.net.http.HttpClient", () -> assertEquals(name, httpClient(uri)));
    report.check("HttpsURLConnection", () -> assertEquals(name, urlConnection(uri)));
    report.check("SSLServerSocketFactory and SSLSocketFactory", () -> sockets(name));
    report.done();
  }

  private static String httpClient(URI uri) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private static String urlConnection(URI uri) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static void sockets(String name) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listener =
        (SSLServerSocket) SSLServerSocketFactory.getDefault().createServerSocket(0, 1, loopback)) {
      listener.setNeedClientAuth(true);
      listener.setSoTimeout(TIMEOUT_MILLIS);
      FutureTask<String> server = new FutureTask<>(() -> serve(listener));
      Thread thread = new Thread(server, "tls-server");
      thread.setDaemon(true);
      thread.start();
      try (SSLSocket socket =
          (SSLSocket)
              SSLSocketFactory.getDefault().createSocket(loopback, listener.getLocalPort())) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        assertEquals(name, socket.getSession().getPeerPrincipal().getName());
        assertTrue(socket.getInputStream().read() >= 0);
      }
      assertEquals(name, server.get(1, TimeUnit.MINUTES));
    }
  }

  private static String serve(SSLServerSocket listener) throws IOException {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(1);
      return socket.getSession().getPeerPrincipal().getName();
    }
  }
}
