package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kmsjca.localkms.LocalKms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The endpoints of IAM Identity Center (tokens, credentials of a role) and of {@code aws login}, in
 * one. It gives everybody who has the right token the credentials of the local KMS.
 */
public final class FakeSignOn implements AutoCloseable {
  /** What lets in. */
  public static final String ACCESS_TOKEN = "an-access-token";

  /** What is exchanged for the one above, or for credentials. */
  public static final String REFRESH_TOKEN = "a-refresh-token";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private FakeSignOn(HttpServer server) {
    this.server = server;
  }

  public static FakeSignOn start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeSignOn signOn = new FakeSignOn(server);
    server.createContext("/", signOn::answer);
    server.start();
    return signOn;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String token = exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token");
      requests.add(path);
      String answer =
          switch (path) {
            case "/federation/credentials" ->
                ACCESS_TOKEN.equals(token) ? "{\"roleCredentials\":%s}".formatted(keys()) : "";
            case "/token" -> body.contains(REFRESH_TOKEN) ? TOKEN : "";
            case "/v1/token" -> body.contains(REFRESH_TOKEN) ? login() : "";
            default -> "";
          };
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.isEmpty() ? 401 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static final String TOKEN =
      """
      {"accessToken": "%s", "refreshToken": "%s", "tokenType": "Bearer", "expiresIn": 3600}
      """
          .formatted(ACCESS_TOKEN, REFRESH_TOKEN);

  private static String login() {
    return """
        {"accessToken": %s, "refreshToken": "%s", "tokenType": "urn:aws:params:oauth:token-type:access_token_sigv4",
         "expiresIn": 900}
        """
        .formatted(keys(), REFRESH_TOKEN);
  }

  private static String keys() {
    return """
        {"accessKeyId": "%s", "secretAccessKey": "%s", "sessionToken": "a-session-token",
         "expiration": 4070908800000}
        """
        .formatted(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY);
  }

  /** The environment that sends the AWS SDK here. */
  public Map<String, String> environment() {
    String endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort()).toString();
    return Map.of(
        "AWS_ENDPOINT_URL_SSO", endpoint,
        "AWS_ENDPOINT_URL_SSO_OIDC", endpoint,
        "AWS_ENDPOINT_URL_SIGNIN", endpoint);
  }

  /** The paths it was asked for. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
