package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests that the SDK's signer has signed, as they go over the wire. */
record RawRequests(URI endpoint, Clock clock) {

  /** One whose body has a known length. */
  byte[] of(String operation, String body, String region) {
    byte[] bytes = body.getBytes(UTF_8);
    byte[] head =
        (head(operation, body, region) + "Content-Length: " + bytes.length + "\r\n\r\n")
            .getBytes(UTF_8);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head);
    request.writeBytes(bytes);
    return request.toByteArray();
  }

  /** Request line and headers, all but the length of the body. */
  String head(String operation, String body, String region) {
    StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
    signed(operation, body.getBytes(UTF_8), region)
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Content-Length")) {
                head.append(name + ": " + values.get(0) + "\r\n");
              }
            });
    return head.toString();
  }

  SdkHttpRequest signed(String operation, byte[] body, String region) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .uri(endpoint)
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
