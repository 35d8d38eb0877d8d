package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests signed by the SDK's signer, then spoilt. */
final class SignatureVersion4Test extends KmsTest {
  private static final String JSON = "application/x-amz-json-1.1";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void aSignedRequestIsAnswered() throws Exception {
    HttpResponse<String> answer = send(signed("kms", "local-kms", clock, "{}"), "{}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"Keys\":[],\"Truncated\":false}");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(JSON);
    assertThat(answer.headers().firstValue("x-amzn-RequestId").orElseThrow())
        .matches("[0-9a-f-]{36}");
  }

  @Test
  void aWrongSecretIsRefused() throws Exception {
    assertMismatch(send(signed("kms", "guessed", clock, "{}"), "{}"));
  }

  @Test
  void anAlteredBodyIsRefused() throws Exception {
    assertMismatch(send(signed("kms", "local-kms", clock, "{}"), "{\"Limit\":1}"));
  }

  @Test
  void anAlteredHeaderIsRefused() throws Exception {
    Map<String, String> headers = signed("kms", "local-kms", clock, "{}");
    headers.put("X-Amz-Target", "TrentService.CreateKey");
    assertMismatch(send(headers, "{}"));
  }

  @Test
  void anAddedAmzHeaderIsRefused() throws Exception {
    Map<String, String> headers = signed("kms", "local-kms", clock, "{}");
    headers.put("X-Amz-Security-Token", "slipped in");
    assertRefused(
        send(headers, "{}"),
        "InvalidSignatureException",
        "'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization.");
  }

  @Test
  void anUnknownAccessKeyIsRefused() throws Exception {
    Map<String, String> headers = signed("kms", "local-kms", clock, "{}");
    headers.compute("Authorization", (name, value) -> replace(value, "AKIDLOCALKMS", "AKIDOTHER"));
    assertRefused(
        send(headers, "{}"),
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  @Test
  void aMissingSignatureIsRefused() throws Exception {
    Map<String, String> headers = signed("kms", "local-kms", clock, "{}");
    headers.remove("Authorization");
    assertRefused(
        send(headers, "{}"), "MissingAuthenticationTokenException", "Missing Authentication Token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer abc",
        "AWS4-HMAC-SHA256 nothing",
        "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host",
        "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=f00"
      })
  void aMalformedSignatureIsRefused(String authorization) throws Exception {
    Map<String, String> headers = signed("kms", "local-kms", clock, "{}");
    headers.put("Authorization", authorization);
    assertThat(send(headers, "{}").body())
        .startsWith("{\"__type\":\"IncompleteSignatureException\"");
  }

  @Test
  void aMissingDateIsRefused() throws Exception {
    Map<String, String> headers = signed("kms", "local-kms", clock, "{}");
    headers.remove("X-Amz-Date");
    assertThat(send(headers, "{}").body())
        .startsWith("{\"__type\":\"IncompleteSignatureException\"");
  }

  @Test
  void anOldSignatureIsRefused() throws Exception {
    Clock past = Clock.offset(clock, Duration.ofMinutes(-16));
    assertThat(send(signed("kms", "local-kms", past, "{}"), "{}").body())
        .contains("\"InvalidSignatureException\"", "Signature expired: ", " is now earlier than ");
    Clock recent = Clock.offset(clock, Duration.ofMinutes(-14));
    assertThat(send(signed("kms", "local-kms", recent, "{}"), "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void aSignatureOfTomorrowIsRefused() throws Exception {
    Clock future = Clock.offset(clock, Duration.ofMinutes(16));
    assertThat(send(signed("kms", "local-kms", future, "{}"), "{}").body())
        .contains("\"InvalidSignatureException\"", "Signature not yet current: ");
  }

  @Test
  void aSignatureForAnotherServiceIsRefused() throws Exception {
    assertRefused(
        send(signed("sts", "local-kms", clock, "{}"), "{}"),
        "InvalidSignatureException",
        "Credential should be scoped to correct service: 'kms'.");
  }

  @Test
  void theHostMustBeSigned() throws Exception {
    Map<String, String> headers = signed("kms", "local-kms", clock, "{}");
    headers.compute("Authorization", (name, value) -> replace(value, ";host", ""));
    assertRefused(
        send(headers, "{}"),
        "InvalidSignatureException",
        "'Host' must be a 'SignedHeader' in the AWS Authorization.");
  }

  @Test
  void anUnknownOperationIsRefused() throws Exception {
    Map<String, String> headers = signed("kms", "local-kms", clock, "{}");
    headers.put("X-Amz-Target", "TrentService.MakeCoffee");
    HttpResponse<String> answer = send(headers, "{}");
    assertThat(answer.body()).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "7", "{\"Limit\":\"5\"}", "{\"Limit\":1.5}", "{\"Marker\":1}"})
  void aBodyOfTheWrongFormIsRefused(String body) throws Exception {
    assertThat(send(signed("kms", "local-kms", clock, body), body).body())
        .startsWith("{\"__type\":\"SerializationException\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "\"a=b\"", "{\"a\":1}", "{\"a\":null}", "{\"a\":{}}", "{\"a\":\"\\ud800\"}"})
  void aContextOfTheWrongFormIsRefused(String context) throws Exception {
    String key = localKms.createKey(REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    String body =
        "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"AA==\",\"EncryptionContext\":" + context + "}";
    assertThat(send(signed("Encrypt", "kms", "local-kms", clock, body), body).body())
        .startsWith("{\"__type\":\"SerializationException\"");
  }

  @Test
  void membersThatNobodyKnowsAreIgnored() throws Exception {
    String body = "{\"Limit\":5,\"Colour\":\"blue\",\"Marker\":null}";
    assertThat(send(signed("kms", "local-kms", clock, body), body).statusCode()).isEqualTo(200);
  }

  @Test
  void aHugeBodyIsRefused() throws Exception {
    String body = " ".repeat((1 << 20) + 1);
    HttpResponse<String> answer = send(signed("kms", "local-kms", clock, body), body);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).startsWith("{\"__type\":\"RequestEntityTooLargeException\"");
    assertThat(kms.listKeys().keys()).isEmpty();
  }

  @Test
  void chunkedBodiesAreRead() throws Exception {
    String body = "{\"Limit\":1}";
    Map<String, String> headers = signed("kms", "local-kms", clock, body);
    HttpRequest.Builder request = request(headers);
    request.POST(
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))));
    assertThat(http.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void operationsWithoutAnAnswerHaveAnEmptyBody() throws Exception {
    String key = signingKey();
    String body = "{\"KeyId\":\"" + key + "\"}";
    Map<String, String> headers = signed("DisableKey", "kms", "local-kms", clock, body);
    HttpResponse<String> answer = send(headers, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Content-Length")).hasValue("0");
  }

  @Test
  void timesAreSecondsWithAFraction() throws Exception {
    HttpResponse<String> answer = send(signed("CreateKey", "kms", "local-kms", clock, "{}"), "{}");
    assertThat(answer.body()).containsPattern("\"CreationDate\":\\d{10}\\.\\d{3},");
  }

  @Test
  void garbageDoesNoHarm() throws Exception {
    URI endpoint = localKms.endpoint();
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write("no HTTP at all\r\n\r\n".getBytes(UTF_8));
      out.flush();
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 400 ");
    }
    assertThat(kms.listKeys().keys()).isEmpty();
  }

  private Map<String, String> signed(String service, String secret, Clock when, String body) {
    return signed("ListKeys", service, secret, when, body);
  }

  private Map<String, String> signed(
      String operation, String service, String secret, Clock when, String body) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .uri(localKms.endpoint())
            .encodedPath("/")
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", JSON)
            .putHeader("X-Amz-Target", "TrentService." + operation)
            .build();
    Map<String, String> headers = new LinkedHashMap<>();
    AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(AwsCredentialsIdentity.create("AKIDLOCALKMS", secret))
                    .request(unsigned)
                    .payload(ContentStreamProvider.fromUtf8String(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                    .putProperty(HttpSigner.SIGNING_CLOCK, when))
        .request()
        .headers()
        .forEach((name, values) -> headers.put(name, values.get(0)));
    headers.remove("Host");
    headers.remove("Content-Length");
    return headers;
  }

  private HttpRequest.Builder request(Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(localKms.endpoint().resolve("/"));
    headers.forEach(request::header);
    return request;
  }

  private HttpResponse<String> send(Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest request = request(headers).POST(BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String replace(@Nullable String value, String old, String by) {
    return value == null ? "" : value.replace(old, by);
  }

  private static void assertMismatch(HttpResponse<String> answer) {
    assertRefused(
        answer,
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided."
            + " Check your AWS Secret Access Key and signing method."
            + " Consult the service documentation for details.");
  }

  private static void assertRefused(HttpResponse<String> answer, String type, String message) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
  }
}
