package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Faults below KMS: of the connection, and of whoever sits between client and KMS. */
@Timeout(60)
final class WireFaultTest extends KmsTest {
  private final RawCalls raw = new RawCalls(localKms, clock);

  @ParameterizedTest
  @ValueSource(strings = {"reset", "halfClose", "dropConnection", "cut"})
  void aBrokenConnectionIsAnErrorOfTheClient(String name) {
    localKms.faults().next("ListKeys", Fault.parse(name));
    assertThatThrownBy(() -> kms.listKeys()).isInstanceOf(SdkClientException.class);
    assertThat(localKms.calls().all().get(0).error()).isEqualTo(name);
    assertThat(localKms.calls().all().get(0).fault()).isEqualTo(name);
    assertThat(kms.listKeys().keys()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"reset, 0", "halfClose, 0", "dropConnection, 0", "html, 0", "cut, 1"})
  void whatBreaksBeforeKmsIsNotPerformed(String name, int made) {
    localKms.faults().next("CreateKey", Fault.parse(name));
    assertThatThrownBy(() -> kms.createKey()).isInstanceOf(Exception.class);
    assertThat(kms.listKeys().keys()).hasSize(made);
  }

  @Test
  void aResetIsAReset() throws Exception {
    localKms.faults().next("ListKeys", Fault.reset());
    try (Socket socket = raw.send("ListKeys", "{}", REGION)) {
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void aHalfClosedConnectionStillListens() throws Exception {
    localKms.faults().next("ListKeys", Fault.halfClose());
    try (Socket socket = raw.send("ListKeys", "{}", REGION)) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      for (int i = 0; i < 100; i++) {
        socket.getOutputStream().write('x'); // a closed one would be reset by now
      }
      assertThat(localKms.calls().inFlight()).isEqualTo(1);
    }
    untilIdle();
  }

  @Test
  void aHangEndsWhenTheClientGivesUp() throws Exception {
    localKms.faults().always("ListKeys", Fault.hang());
    try (Socket socket = raw.send("ListKeys", "{}", REGION)) {
      socket.setSoTimeout(300);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(localKms.calls().inFlight()).isEqualTo(1);
    }
    untilIdle();
    assertThatThrownBy(
            () ->
                kms.listKeys(
                    r -> r.overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(500)))))
        .isInstanceOf(ApiCallTimeoutException.class);
    untilIdle();
    assertThat(localKms.calls().maxInFlight()).isEqualTo(1);
  }

  @Test
  void aHangEndsWithTheServer() throws Exception {
    localKms.faults().always("*", Fault.hang());
    try (Socket socket = raw.send("ListKeys", "{}", REGION)) {
      while (localKms.calls().count() == 0) {
        Thread.onSpinWait();
      }
      localKms.close();
      assertThat(endOf(socket.getInputStream())).isTrue();
    }
  }

  @Test
  void aDripIsTheWholeAnswerByteByByte() throws Exception {
    kms.createKey();
    localKms
        .faults()
        .next("ListKeys", Fault.drip(Duration.ZERO), Fault.drip(Duration.ofMinutes(5)));
    assertThat(kms.listKeys().keys()).hasSize(1);
    try (Socket socket = raw.send("ListKeys", "{}", REGION)) {
      socket.setSoTimeout(300);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aCutAnswerPromisesMoreThanItHolds() throws Exception {
    localKms.faults().next("ListKeys", Fault.cut());
    try (Socket socket = raw.send("ListKeys", "{}", REGION)) {
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Content-Length: 29\r\n")
          .endsWith("\r\n\r\n{\"Keys\":[],\"Tr");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 401, 403, 407, 408, 502, 503})
  void aPageOfSomebodyElseHasNoErrorTypeAndNoRequestId(int status) {
    localKms.faults().next("ListKeys", Fault.html(status));
    KmsException page = catchThrowableOfType(KmsException.class, () -> kms.listKeys());
    assertThat(page.statusCode()).isEqualTo(status);
    assertThat(page.awsErrorDetails().errorCode()).isNullOrEmpty();
    assertThat(page.requestId()).isNull();
    assertThat(localKms.calls().all().get(0).error()).isEqualTo("html:" + status);
  }

  @Test
  void aPageThatSaysOkIsAPage() throws Exception {
    localKms.faults().next("*", Fault.html(200), Fault.html(407), Fault.html(301));
    assertThat(answer()).startsWith("HTTP/1.1 200 OK\r\n").contains("text/html", "<h1>OK</h1>");
    assertThat(answer()).contains("HTTP/1.1 407 ", "Proxy-Authenticate: Basic realm=\"proxy\"");
    assertThat(answer()).contains("HTTP/1.1 301 ", "Location: https://portal.invalid/");
  }

  @Test
  void aGzipBombIsSmallOnTheWireAndLargeBehindIt() throws Exception {
    localKms.faults().next("ListKeys", Fault.gzipBomb());
    try (Socket socket = raw.send("ListKeys", "{}", REGION)) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      assertThat(head).contains("Content-Encoding: gzip", "HTTP/1.1 200 OK");
      assertThat(head.toString()).containsPattern("Content-Length: 1\\d{6}\r\n");
      GZIPInputStream unpacked = new GZIPInputStream(in); // checks length and checksum at its end
      assertThat(unpacked.skip(Long.MAX_VALUE)).isEqualTo(1L << 30);
      assertThat(unpacked.read()).isEqualTo(-1);
    }
  }

  private String answer() throws IOException {
    try (Socket socket = raw.send("ListKeys", "{}", REGION)) {
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private void untilIdle() {
    while (localKms.calls().inFlight() > 0) {
      Thread.onSpinWait();
    }
  }

  private static boolean endOf(InputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true; // by a reset
    }
  }
}
