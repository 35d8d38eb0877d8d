package io.github.kmsjca.programs.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.programs.Load;
import io.github.kmsjca.programs.Renewal;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestCa;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyStoreOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;

/** A server and a client of Vert.x, who name a key store to it as they would any other. */
public final class VertxProgram {
  private static final long SECONDS = 60;

  private VertxProgram() {}

  /** Its folder has the files that {@link VertxTest} made. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    Report report = new Report();
    try {
      serveAndAsk(vertx, report);
      report.check("renewed", () -> renew(vertx));
      report.check("disabled", () -> start(vertx, "refused.kms"));
    } finally {
      vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }
    report.done();
  }

  private static void renew(Vertx vertx) throws Exception {
    String file = "app.kms";
    HttpServer server = start(vertx, file);
    try (Load load = Load.on(server.actualPort(), Path.of("ca.pem"))) {
      Renewal.VERTX.renew(
          load,
          Path.of(file),
          Path.of("next.kms"),
          () ->
              server
                  .updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(keys(file)), true)
                  .await(SECONDS, TimeUnit.SECONDS));
    }
  }

  private static HttpServer start(Vertx vertx, String file) throws Exception {
    HttpServer server =
        vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys(file)));
    server.requestHandler(request -> request.response().end("hello"));
    return server.listen(0, "localhost").await(SECONDS, TimeUnit.SECONDS);
  }

  private static void serveAndAsk(Vertx vertx, Report report) throws Exception {
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .setSsl(true)
                .setSni(true)
                .setKeyCertOptions(keys("server.kms"))
                .setTrustOptions(trust())
                .setClientAuth(ClientAuth.REQUIRED));
    server.requestHandler(
        request -> {
          try {
            X509Certificate peer = (X509Certificate) request.connection().peerCertificates().get(0);
            request.response().end(peer.getSubjectX500Principal().getName());
          } catch (Exception e) {
            request.response().setStatusCode(500).end(e.toString());
          }
        });
    int port = server.listen(0, "localhost").await(SECONDS, TimeUnit.SECONDS).actualPort();
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(true)
                .setKeepAlive(false)
                .setKeyCertOptions(keys("client.kms"))
                .setTrustOptions(trust()));
    for (String name : new String[] {"one.example.org", "two.example.org"}) {
      report.check("asked for " + name, () -> assertEquals("CN=" + name, peer(client, name, port)));
    }
  }

  private static KeyStoreOptions keys(String file) {
    return new KeyStoreOptions().setType("AWSKMS").setPath(file).setPassword("");
  }

  private static PfxOptions trust() {
    return new PfxOptions().setPath("trust.p12").setPassword(TestCa.PASSWORD);
  }

  /** Who answers under that name; the server has to have seen the client's certificate. */
  private static String peer(HttpClient client, String name, int port) throws Exception {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, "localhost"))
                .setHost(name)
                .setPort(port)
                .setURI("/"))
        .compose(
            request ->
                request
                    .send()
                    .compose(response -> response.body())
                    .map(
                        body -> {
                          assertEquals("CN=client", body.toString());
                          try {
                            return ((X509Certificate)
                                    request.connection().peerCertificates().get(0))
                                .getSubjectX500Principal()
                                .getName();
                          } catch (Exception e) {
                            throw new IllegalStateException(e);
                          }
                        }))
        .await(SECONDS, TimeUnit.SECONDS);
  }
}
