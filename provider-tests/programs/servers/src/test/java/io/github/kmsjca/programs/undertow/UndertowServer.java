package io.github.kmsjca.programs.undertow;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/** A server on Undertow, for HTTP/2 and HTTP/1.1. */
public final class UndertowServer implements AutoCloseable {
  private final Undertow server;

  public UndertowServer(SSLContext tls) {
    server =
        Undertow.builder()
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .addHttpsListener(0, "localhost", tls)
            .setHandler(exchange -> exchange.getResponseSender().send("hello"))
            .build();
    server.start();
  }

  private Undertow.ListenerInfo listener() {
    return server.getListenerInfo().get(0);
  }

  public int port() {
    return ((InetSocketAddress) listener().getAddress()).getPort();
  }

  /** For the connections from now on. */
  public void setTls(SSLContext tls) {
    listener().setSslContext(tls);
  }

  @Override
  public void close() {
    server.stop();
  }
}
