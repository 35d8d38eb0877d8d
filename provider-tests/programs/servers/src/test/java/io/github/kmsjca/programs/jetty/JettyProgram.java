package io.github.kmsjca.programs.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Load;
import io.github.kmsjca.programs.Renewal;
import io.github.kmsjca.programs.Visitor;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An HTTPS server with visitors, once for each keystore file and what is to be seen of it. */
public final class JettyProgram {
  private JettyProgram() {}

  /** Arguments: files, each with a version of TLS, {@code mutual}, or {@code renewed}. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < arguments.length; i += 2) {
      serve(arguments[i], arguments[i + 1]);
    }
  }

  private static void serve(String file, String what) throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStoreType("AWSKMS");
    tls.setKeyStorePath(file);
    if (what.equals("mutual")) {
      tls.setTrustStorePath(file);
      tls.setNeedClientAuth(true);
    }
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, tls);
    connector.setHost("localhost");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Content.Sink.write(response, true, "hello", callback);
            return true;
          }
        });
    if (what.equals("renewed")) {
      KeyStoreScanner scanner = new KeyStoreScanner(tls);
      scanner.setScanInterval(1);
      server.addBean(scanner);
    }
    server.start();
    try {
      int port = connector.getLocalPort();
      switch (what) {
        case "mutual" -> knowEachOther(port, KeyStore.getInstance(new File(file), new char[0]));
        case "renewed" -> renew(port, Path.of(file));
        default -> System.out.println(file + ": " + Visitor.visit(port, what));
      }
    } finally {
      server.stop();
    }
  }

  /** The client has the server's file, with the key and the authority. */
  private static void knowEachOther(int port, KeyStore keys) throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(keys, new char[0]);
    assertThat(get(port, managers, keys)).isEqualTo("hello");
    assertThatThrownBy(() -> Visitor.visit(port, "TLSv1.3")).isInstanceOf(IOException.class);
  }

  private static String get(int port, KeyManagerFactory own, KeyStore trusted) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(context)
        .build()
        .send(
            HttpRequest.newBuilder(URI.create("https://localhost:" + port)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** With the key that it had, and with another. */
  private static void renew(int port, Path file) throws Exception {
    try (Load load = Load.on(port, Path.of("ca.pem"))) {
      Renewal.JETTY.renew(load, file, Path.of("next.kms"), () -> {});
      Renewal.JETTY.renew(load, file, Path.of("other.kms"), () -> {});
    }
  }
}
