package io.github.kmsjca.localkms.internal.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.RequestValidateHost;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.io.CloseMode;

/**
 * Listens on loopback, whatever address the local KMS itself listens on, and lets nobody in who
 * lacks the token.
 */
public final class AdminServer implements AutoCloseable {
  private static final String SCHEME = "Bearer ";
  private static final int IDLE_SECONDS = 30;

  private final InetAddress address = InetAddress.getLoopbackAddress();
  private final byte[] expected;
  private final AdminRoutes routes;
  private final HttpServer server;

  /** A server that is not yet started, at that port, or with 0 at a free one. */
  public AdminServer(int port, String token, Controls controls) {
    this.expected = (SCHEME + token).getBytes(UTF_8);
    this.routes = new AdminRoutes(controls);
    HttpRequestHandler handler = this::handle;
    this.server =
        ServerBootstrap.bootstrap()
            .setLocalAddress(address)
            .setListenerPort(port)
            .setSocketConfig(
                SocketConfig.custom()
                    .setTcpNoDelay(true)
                    .setSoTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
                    .build())
            .setHttpProcessor(
                new DefaultHttpProcessor(
                    List.of(new RequestValidateHost()),
                    List.of(new ResponseContent(), new ResponseConnControl())))
            .setRequestRouter((request, context) -> handler)
            .create();
  }

  /** Listens from now on. */
  public void start() throws IOException {
    server.start();
  }

  /** Where it listens. */
  public URI endpoint() {
    String literal = address.getHostAddress();
    String host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
    return URI.create("http://" + host + ":" + server.getLocalPort());
  }

  /** Ends all connections and stops listening. */
  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
  }

  private void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
      throws IOException {
    AdminReply reply;
    if (isAuthorized(request)) {
      reply = routes.answer(request);
    } else {
      reply = AdminReply.refusal(401, "The header Authorization: Bearer TOKEN is missing or wrong");
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    response.setCode(reply.status());
    if (reply.mayHaveUnreadBody()) {
      response.setHeader("Connection", "close");
    }
    if (reply.body().length > 0) {
      response.setEntity(new ByteArrayEntity(reply.body(), ContentType.APPLICATION_JSON));
    }
  }

  private boolean isAuthorized(ClassicHttpRequest request) {
    Header[] given = request.getHeaders("Authorization");
    return given.length == 1
        && MessageDigest.isEqual(expected, given[0].getValue().getBytes(UTF_8));
  }
}
