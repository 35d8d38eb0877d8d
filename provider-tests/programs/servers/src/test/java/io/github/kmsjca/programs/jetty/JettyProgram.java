package io.github.kmsjca.programs.jetty;

import io.github.kmsjca.programs.Load;
import io.github.kmsjca.programs.Renewal;
import io.github.kmsjca.programs.Visitor;
import java.nio.file.Path;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * An HTTPS server with visitors; its arguments: the keystore file, and the versions of TLS that
 * they use, or {@code renewed} and the files that replace it one after the other.
 */
public final class JettyProgram {
  private JettyProgram() {}

  public static void main(String[] arguments) throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStoreType("AWSKMS");
    tls.setKeyStorePath(arguments[0]);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, tls);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Content.Sink.write(response, true, "hello", callback);
            return true;
          }
        });
    boolean renewed = arguments[1].equals("renewed");
    if (renewed) {
      KeyStoreScanner scanner = new KeyStoreScanner(tls);
      scanner.setScanInterval(1);
      server.addBean(scanner);
    }
    server.start();
    try {
      if (renewed) {
        renew(connector.getLocalPort(), arguments);
      } else {
        for (int i = 1; i < arguments.length; i++) {
          System.out.println(Visitor.visit(connector.getLocalPort(), arguments[i]));
        }
      }
    } finally {
      server.stop();
    }
  }

  private static void renew(int port, String[] arguments) throws Exception {
    try (Load load = Load.on(port, Path.of("ca.pem"))) {
      for (int i = 2; i < arguments.length; i++) {
        Renewal.JETTY.renew(load, Path.of(arguments[0]), Path.of(arguments[i]), () -> {});
      }
    }
  }
}
