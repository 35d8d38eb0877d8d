package io.github.kmsjca.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** TLS before a server that speaks plain http, under a name that is not this machine's. */
public final class TlsFront implements AutoCloseable {
  private final ServerSocket server;

  private TlsFront(ServerSocket server) {
    this.server = server;
  }

  public static TlsFront start(TestCa ca, String host, URI behind)
      throws GeneralSecurityException, IOException {
    ServerSocket server = serverSocket(ca, host);
    Wire.serve(
        server,
        visitor -> {
          try (Socket plain = Wire.to(behind)) {
            Wire.join(visitor, plain);
          }
        });
    return new TlsFront(server);
  }

  static ServerSocket serverSocket(TestCa ca, String host)
      throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509", "SunJSSE");
    keys.init(ca.softwareIdentity(host), TestCa.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
    context.init(keys.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Where it listens; no name leads there. */
  public URI address() {
    return URI.create("tls://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
