package io.github.kmsjca.programs.jetty;

import io.github.kmsjca.programs.Visitor;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An HTTPS server; its arguments: the keystore file, and the versions of TLS that visitors use. */
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
    server.start();
    try {
      for (int i = 1; i < arguments.length; i++) {
        System.out.println(Visitor.visit(connector.getLocalPort(), arguments[i]));
      }
    } finally {
      server.stop();
    }
  }
}
