package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kmsjca.localkms.LocalKms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An STS that gives everybody who asks for a role the credentials of the local KMS. */
public final class FakeSts implements AutoCloseable {
  private static final String ANSWER =
      """
      <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <%1$sResult>
          <AssumedRoleUser>
            <Arn>arn:aws:sts::%2$s:assumed-role/web/session</Arn>
            <AssumedRoleId>AROATEST:session</AssumedRoleId>
          </AssumedRoleUser>
          <Credentials>
            <AccessKeyId>%3$s</AccessKeyId>
            <SecretAccessKey>%4$s</SecretAccessKey>
            <SessionToken>a-session-token</SessionToken>
            <Expiration>2099-01-01T00:00:00Z</Expiration>
          </Credentials>
        </%1$sResult>
        <ResponseMetadata><RequestId>fake</RequestId></ResponseMetadata>
      </%1$sResponse>
      """;

  private final HttpServer server;
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

  private FakeSts(HttpServer server) {
    this.server = server;
  }

  public static FakeSts start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeSts sts = new FakeSts(server);
    server.createContext("/", sts::answer);
    server.start();
    return sts;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> form = new HashMap<>();
      for (String pair :
          new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        form.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
      }
      requests.add(form);
      String action = form.getOrDefault("Action", "");
      boolean known = action.startsWith("AssumeRole");
      byte[] body = (known ? answer(action) : "<ErrorResponse/>").getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(known ? 200 : 400, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String answer(String action) {
    return ANSWER.formatted(
        action, LocalKms.ACCOUNT, LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The forms it was sent. */
  public List<Map<String, String>> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
