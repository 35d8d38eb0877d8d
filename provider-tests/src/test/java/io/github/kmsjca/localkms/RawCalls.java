package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;

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
    requests()
        .signed(operation, body, KmsTest.REGION)
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
    Socket socket = new Socket(localKms.endpoint().getHost(), localKms.endpoint().getPort());
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(requests().of(operation, body, region));
    return socket;
  }

  private RawRequests requests() {
    return new RawRequests(localKms.endpoint(), clock);
  }
}
