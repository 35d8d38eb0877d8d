package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Calls as JSON, which may be what a client of the SDK would never send. */
record RawCalls(LocalKms localKms, Clock clock) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The body of the answer, whatever it is. */
  String call(String operation, String body) {
    return call(operation, body.getBytes(UTF_8));
  }

  /** The body of the answer to a body that may be no text. */
  String call(String operation, byte[] body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(localKms.endpoint().resolve("/"));
    signed(operation, body, KmsTest.REGION)
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equals("Host") && !name.equals("Content-Length")) {
                request.header(name, values.get(0));
              }
            });
    try {
      return HTTP.send(
              request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A connection over which a call has just been sent. */
  Socket send(String operation, String body, String region) throws IOException {
    StringBuilder request = new StringBuilder("POST / HTTP/1.1\r\n");
    signed(operation, body.getBytes(UTF_8), region)
        .headers()
        .forEach((name, values) -> request.append(name + ": " + values.get(0) + "\r\n"));
    request.append("Content-Length: " + body.length() + "\r\n\r\n" + body);
    Socket socket = new Socket(localKms.endpoint().getHost(), localKms.endpoint().getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.toString().getBytes(US_ASCII));
    return socket;
  }

  private SdkHttpRequest signed(String operation, byte[] body, String region) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .uri(localKms.endpoint())
            .encodedPath("/")
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "TrentService." + operation)
            .build();
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(
                        AwsCredentialsIdentity.create(
                            LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY))
                    .request(unsigned)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kms")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request();
  }
}
