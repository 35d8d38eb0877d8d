package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a call: connections, time limits, health, web pages. */
@Timeout(60)
final class ServingTest extends KmsTest {
  private static final int MOST = 520;
  private static final Duration READ = Duration.ofMillis(1500);

  private final RawRequests requests = new RawRequests(localKms.endpoint(), clock);

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder)
        .maxConnections(MOST)
        .readTimeout(READ)
        .idleTimeout(Duration.ofSeconds(5))
        .cors("http://localhost:5173");
  }

  @Test
  void fiveHundredConnectionsAreServedAndOneTooManyIsTold() throws Exception {
    byte[] request = requests.of("ListKeys", "{}", REGION);
    List<RawConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        open.add(connect());
      }
      AtomicInteger served = new AtomicInteger();
      List<Thread> threads =
          IntStream.range(0, 20)
              .mapToObj(part -> new Thread(() -> serve(open, part, request, served)))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(served).hasValue(1500);
      while (open.size() < MOST) {
        RawConnection more = connect();
        open.add(more);
        assertThat(more.exchange(request)).startsWith("HTTP/1.1 200 ");
      }
      try (RawConnection tooMany = connect()) {
        tooMany.send(request);
        assertThat(tooMany.rest())
            .startsWith("HTTP/1.1 503 ")
            .contains("Retry-After: 1", "{\"__type\":\"ServiceUnavailable\"");
      }
    } finally {
      for (RawConnection one : open) {
        one.close();
      }
    }
    assertServesAgain(request);
  }

  @Test
  void aSlowButSteadyBodyIsServed() throws Exception {
    String body = "{\"Limit\":5}";
    try (RawConnection connection = connect()) {
      connection.send(
          requests.head("ListKeys", body, REGION)
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n");
      for (int i = 0; i < body.length(); i++) {
        Thread.sleep(READ.toMillis() / 6); // longer in all than a pause may be
        connection.send(body.substring(i, i + 1));
      }
      assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"P", "POST / HTTP/1.1\r\nHost: x\r\nX-Am", "head", "body", "chunk"})
  void aRequestThatStopsIsEnded(String part) throws Exception {
    String head = requests.head("ListKeys", "{}", REGION);
    try (RawConnection connection = connect()) {
      connection.send(
          switch (part) {
            case "head" -> head;
            case "body" -> head + "Content-Length: 2\r\n\r\n{";
            case "chunk" -> head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n";
            default -> part;
          });
      long before = System.nanoTime();
      assertThat(connection.rest()).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isBetween(READ.dividedBy(2), READ.multipliedBy(3));
    }
  }

  @Test
  void anIdleConnectionIsClosedLater() throws Exception {
    byte[] request = requests.of("ListKeys", "{}", REGION);
    try (RawConnection connection = connect();
        RawConnection silent = connect()) {
      connection.exchange(request);
      Thread.sleep(READ.plusMillis(500).toMillis()); // the limit within a request does not count
      assertThat(connection.exchange(request)).startsWith("HTTP/1.1 200 ");
      assertThat(silent.rest()).isEmpty();
      assertThat(connection.rest()).isEmpty();
    }
  }

  @Test
  void aClientThatAsksBeforeItSendsIsToldToGoOn() throws Exception {
    String body = "{\"Limit\":5}";
    try (RawConnection connection = connect()) {
      connection.send(
          requests.head("ListKeys", body, REGION)
              + "Expect: 100-continue\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n");
      assertThat(connection.answer()).startsWith("HTTP/1.1 100 ");
      connection.send(body);
      assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aBodyWithoutEndIsRefusedWhileItComes() throws Exception {
    String head = requests.head("ListKeys", "{}", REGION) + "Transfer-Encoding: chunked\r\n\r\n";
    try (RawConnection connection = connect()) {
      connection.send(head);
      String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      Thread sender = new Thread(() -> sendForEver(connection, chunk));
      sender.start();
      assertThat(connection.answer()).startsWith("HTTP/1.1 413 ").contains("RequestEntityTooLarge");
      sender.join();
    }
    assertThat(localKms.calls().count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void healthNeedsNoSignatureAndIsNoCall(String method) throws Exception {
    try (RawConnection connection = connect()) {
      connection.send(method + " /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      String answer = connection.rest();
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Content-Type: application/json");
      if (method.equals("GET")) {
        assertThat(answer)
            .containsPattern(
                "\\{\"status\":\"running\",\"version\":\"[^\"]+\",\"uptimeSeconds\":\\d+\\}$");
      } else {
        assertThat(answer).endsWith("\r\n\r\n");
      }
    }
    assertThat(localKms.calls().count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /",
    "GET /health/more",
    "GET /health?x",
    "PUT /health",
    "DELETE /",
    "TRACE /",
    "OPTIONS *"
  })
  void allElseThatIsNoPostIsRefused(String line) throws Exception {
    try (RawConnection connection = connect()) {
      connection.send(line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(connection.rest()).startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void aWebPageOfTheOriginMayCall() throws Exception {
    assertThat(preflight("http://localhost:5173"))
        .startsWith("HTTP/1.1 204 ")
        .contains(
            "Access-Control-Allow-Origin: http://localhost:5173",
            "Access-Control-Allow-Methods: POST",
            "x-amz-security-token");
    assertThat(preflight("http://localhost:5174"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("Access-Control");
    String head = requests.head("ListKeys", "{}", REGION);
    try (RawConnection connection = connect()) {
      connection.send(head + "Origin: http://localhost:5173\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(connection.answer())
          .startsWith("HTTP/1.1 200 ")
          .contains("Access-Control-Allow-Origin: http://localhost:5173", "x-amzn-RequestId, Date");
      connection.send(head + "Origin: http://other\r\nContent-Length: 2\r\n\r\n{}");
      assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").doesNotContain("Access-Control");
    }
  }

  private String preflight(String origin) throws IOException {
    try (RawConnection connection = connect()) {
      connection.send(
          "OPTIONS / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: "
              + origin
              + "\r\nAccess-Control-Request-Method: POST\r\n\r\n");
      return connection.rest();
    }
  }

  private RawConnection connect() throws IOException {
    return new RawConnection(localKms.endpoint());
  }

  private void assertServesAgain(byte[] request) throws Exception {
    for (int i = 0; ; i++) {
      try (RawConnection connection = connect()) {
        if (connection.exchange(request).startsWith("HTTP/1.1 200 ") || i == 100) {
          assertThat(i).isLessThan(100);
          return;
        }
      }
      Thread.sleep(50);
    }
  }

  private static void serve(
      List<RawConnection> open, int part, byte[] request, AtomicInteger served) {
    for (int round = 0; round < 3; round++) {
      for (int i = part; i < open.size(); i += 20) {
        try {
          if (open.get(i).exchange(request).startsWith("HTTP/1.1 200 ")) {
            served.incrementAndGet();
          }
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static void sendForEver(RawConnection connection, String chunk) {
    assertThatThrownBy(
            () -> {
              while (true) {
                connection.send(chunk);
              }
            })
        .isInstanceOfAny(SocketException.class, EOFException.class);
  }
}
