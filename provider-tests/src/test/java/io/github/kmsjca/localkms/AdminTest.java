package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint that steers a running local KMS. */
@Timeout(60)
final class AdminTest extends KmsTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Admin admin = localKms.admin().orElseThrow();

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).adminPort(0);
  }

  @Test
  void faultsStrikeAndGo() throws Exception {
    done("POST", "/faults", "{\"operation\":\"ListKeys\",\"fault\":\"throttle\",\"times\":2}");
    done("POST", "/faults", "{\"region\":\"eu-west-1\",\"fault\":\"accessDenied\"}");
    refusal(() -> kms.listKeys(), "ThrottlingException");
    refusal(() -> client("eu-west-1").listKeys(), "ThrottlingException");
    kms.listKeys();
    refusal(() -> client("eu-west-1").listAliases(), "AccessDeniedException");
    done("DELETE", "/faults", "");
    client("eu-west-1").listAliases();
  }

  @Test
  void chaosGoesOnAndOff() throws Exception {
    done("PUT", "/chaos", "{\"seed\":7,\"rate\":1,\"faults\":[\"throttle\"]}");
    done("PUT", "/chaos", "{\"seed\":-8,\"rate\":0.5,\"region\":\"eu-west-1\"}");
    refusal(() -> kms.listKeys(), "ThrottlingException");
    JsonNode status = json("GET", "/status", "");
    assertThat(status.path("chaos")).hasSize(2);
    assertThat(status.path("chaos").findValuesAsText("seed")).containsExactlyInAnyOrder("7", "-8");
    done("DELETE", "/chaos", "");
    kms.listKeys();
    assertThat(json("GET", "/status", "").path("chaos")).isEmpty();
  }

  @Test
  void latencyIsSet() throws Exception {
    done("PUT", "/latency", "{\"latency\":\"80ms\"}");
    assertThat(json("GET", "/status", "").path("latency").asText()).isEqualTo("80ms");
    long before = System.nanoTime();
    kms.listKeys();
    assertThat(System.nanoTime() - before).isGreaterThan(79_000_000L);
    done("PUT", "/latency", "{\"latency\":\"0s\"}");
    assertThat(json("GET", "/status", "").path("latency").asText()).isEqualTo("0ms");
  }

  @Test
  void callsAreListedAndForgotten() throws Exception {
    String key = signingKey();
    sign(key);
    localKms.faults().next("ListKeys", Fault.throttle());
    refusal(() -> kms.listKeys(), "ThrottlingException");
    JsonNode log = json("GET", "/calls", "");
    assertThat(log.path("count").asInt()).isEqualTo(3);
    assertThat(log.path("operations").path("Sign").asInt()).isEqualTo(1);
    assertThat(log.path("inFlight").asInt()).isZero();
    assertThat(log.path("maxInFlight").asInt()).isEqualTo(1);
    assertThat(log.path("calls").findValuesAsText("operation"))
        .containsExactly("CreateKey", "Sign", "ListKeys");
    JsonNode sign = log.path("calls").path(1);
    assertThat(sign.path("keyId").asText()).isEqualTo(key);
    assertThat(sign.path("algorithm").asText()).isEqualTo("ECDSA_SHA_256");
    assertThat(sign.path("region").asText()).isEqualTo(REGION);
    assertThat(sign.has("error")).isFalse();
    assertThat(log.path("calls").path(2).path("error").asText()).isEqualTo("ThrottlingException");
    done("DELETE", "/calls", "");
    assertThat(json("GET", "/calls", "").path("count").asInt()).isZero();
  }

  @Test
  void onlyTheLatestCallsAreListed() throws Exception {
    for (int i = 0; i < 105; i++) {
      kms.listKeys();
    }
    JsonNode log = json("GET", "/calls", "");
    assertThat(log.path("count").asInt()).isEqualTo(105);
    assertThat(log.path("calls")).hasSize(100);
  }

  @Test
  void nobodyGetsInWithoutTheToken() throws Exception {
    String token = admin.token();
    assertThat(token).hasSize(64);
    for (String wrong :
        new String[] {
          "Bearer",
          "Bearer ",
          "Bearer x",
          "Bearer " + token.substring(1),
          "Bearer " + token + "0",
          "Bearer " + token.toUpperCase(Locale.ROOT) + "-",
          "Basic " + token,
          token
        }) {
      HttpResponse<String> answer = send("DELETE", "/faults", "", Optional.of(wrong));
      assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertThat(answer.body()).contains("error").doesNotContain(token);
    }
    localKms.faults().always("ListKeys", Fault.throttle());
    assertThat(send("DELETE", "/faults", "", Optional.empty()).statusCode()).isEqualTo(401);
    assertThat(send("GET", "/none", "", Optional.empty()).statusCode()).isEqualTo(401);
    refusal(() -> kms.listKeys(), "ThrottlingException");
  }

  @Test
  void twoTokensAreNone() throws Exception {
    try (Socket socket = new Socket(admin.endpoint().getHost(), admin.endpoint().getPort())) {
      String header = "Authorization: Bearer " + admin.token() + "\r\n";
      String request = "GET /status HTTP/1.1\r\nHost: x\r\n" + header + header + "\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 401");
    }
  }

  @Test
  void theTokenIsAnotherEachTimeAndNotShown() {
    try (LocalKms other = LocalKms.builder().adminPort(0).start()) {
      assertThat(other.admin().orElseThrow().token()).isNotEqualTo(admin.token());
    }
    assertThat(admin.toString()).doesNotContain(admin.token());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/latency|{\"latency\":\"-1s\"}|duration",
        "PUT|/latency|{\"latency\":5}|not a text",
        "PUT|/latency|{}|latency is missing",
        "PUT|/latency|{\"latency\":\"1s\"|not JSON",
        "PUT|/latency|{\"latency\":\"1s\"} x|not JSON",
        "PUT|/latency|{\"latency\":\"1s\",\"latency\":\"2s\"}|not JSON",
        "PUT|/latency|{\"latency\":\"1s\",\"more\":1}|no member more",
        "PUT|/latency|[]|not a JSON object",
        "PUT|/latency|''|not a JSON object",
        "POST|/faults|{\"operation\":\"Sing\",\"fault\":\"throttle\"}|no operation 'Sing'",
        "POST|/faults|{\"region\":\"Europe\",\"fault\":\"throttle\"}|Not a Region: Europe",
        "POST|/faults|{\"operation\":\"Sign\"}|fault is missing",
        "POST|/faults|{\"fault\":\"trottle\"}|no fault 'trottle'",
        "POST|/faults|{\"fault\":\"delay:-5ms\"}|duration",
        "POST|/faults|{\"fault\":\"throttle\",\"times\":0}|above 0",
        "POST|/faults|{\"fault\":\"throttle\",\"times\":1.5}|above 0",
        "PUT|/chaos|{\"rate\":0.1}|seed is missing",
        "PUT|/chaos|{\"seed\":1,\"rate\":2}|0 to 1",
        "PUT|/chaos|{\"seed\":1.5,\"rate\":0.1}|whole number",
        "PUT|/chaos|{\"seed\":1,\"rate\":\"0.1\"}|not a number",
        "PUT|/chaos|{\"seed\":1,\"rate\":0.1,\"faults\":\"reset\"}|list of texts",
        "PUT|/chaos|{\"seed\":1,\"rate\":0.1,\"faults\":[\"wreck\"]}|no fault 'wreck'",
      })
  void badInputIsRefusedWithAReason(String method, String path, String body, String reason)
      throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new JsonMapper().readTree(answer.body()).path("error").asText()).contains(reason);
    kms.listKeys();
    assertThat(localKms.calls().all().get(0).fault()).as("nothing is in force").isNull();
  }

  @ParameterizedTest
  @CsvSource({"GET, /, 404", "GET, /faults, 405", "POST, /calls, 405", "POST, /status, 405"})
  void thereIsNothingElse(String method, String path, int status) throws Exception {
    assertThat(send(method, path, "").statusCode()).isEqualTo(status);
  }

  @Test
  void aBodyHasABound() throws Exception {
    assertThat(send("PUT", "/latency", " ".repeat(100_000)).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status", "/faults", "/latency"})
  void theEndpointOfKmsKnowsNothingOfIt(String path) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(localKms.endpoint().resolve(path))
                .header("Authorization", "Bearer " + admin.token())
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.body()).contains("UnknownOperationException");
    assertThat(send("POST", "/", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void itListensOnLoopbackOnlyWhateverTheHost() throws Exception {
    LocalKms.Builder open =
        LocalKms.builder().host("0.0.0.0").credentials("AKIDMINE", "own").adminPort(0);
    try (LocalKms everywhere = open.start()) {
      URI endpoint = everywhere.admin().orElseThrow().endpoint();
      assertThat(InetAddress.getByName(endpoint.getHost()).isLoopbackAddress()).isTrue();
      for (InetAddress address : ownAddresses()) {
        new Socket(address, everywhere.endpoint().getPort()).close();
        assertThatThrownBy(() -> new Socket(address, endpoint.getPort()).close())
            .isInstanceOf(ConnectException.class);
      }
    }
  }

  @Test
  void withoutAnAdminPortThereIsNone() {
    try (LocalKms plain = LocalKms.start()) {
      assertThat(plain.admin()).isEmpty();
    }
  }

  @Test
  void itEndsWithTheLocalKms() {
    localKms.close();
    assertThatThrownBy(() -> send("GET", "/status", "")).isInstanceOf(IOException.class);
  }

  @Test
  void anAdminPortInUseStartsNothing() {
    LocalKms.Builder taken = LocalKms.builder().adminPort(admin.endpoint().getPort());
    assertThatThrownBy(taken::start).hasMessageContaining("can not start");
    assertThatThrownBy(() -> LocalKms.builder().adminPort(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The addresses of this machine that are not loopback; none if it has no network. */
  private static InetAddress[] ownAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
        .toArray(InetAddress[]::new);
  }

  private void done(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  private JsonNode json(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("json");
    return new JsonMapper().readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return send(method, path, body, Optional.of("Bearer " + admin.token()));
  }

  private HttpResponse<String> send(
      String method, String path, String body, Optional<String> authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(admin.endpoint().resolve(path))
            .method(method, BodyPublishers.ofString(body));
    authorization.ifPresent(header -> request.header("Authorization", header));
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
