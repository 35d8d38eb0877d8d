package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever bytes come, KMS answers in its own words or the connection closes, and the next caller
 * is served. For some seconds; with {@code -Psoak} for ten minutes.
 */
@Timeout(900)
final class FrontFuzzTest extends KmsTest {
  private static final Duration LASTING =
      Boolean.getBoolean("soak") ? Duration.ofMinutes(10) : Duration.ofSeconds(8);

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
  private static final List<String> PIECES =
      List.of(
          "\r\n",
          "\r\n\r\n",
          "\n",
          ":",
          " ",
          "\0",
          "Host: x\r\n",
          "Host:\r\n",
          "X-Amz-Target:\r\n",
          "X-Amz-Date:\r\n",
          "Authorization:\r\n",
          "Content-Length: -1\r\n",
          "Content-Length: 99999999999999999999\r\n",
          "Content-Length: 5\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: gzip\r\n",
          "Expect: 100-continue\r\n",
          "Connection: upgrade\r\nUpgrade: h2c\r\n",
          "Content-Encoding: gzip\r\n",
          "ffffffff\r\n",
          "0\r\n\r\n",
          "POST / HTTP/1.1\r\n",
          "GET http://[::1 HTTP/1.1\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "{\"KeyId\":",
          "[[[[[[[[",
          "\"\\ud800\"",
          "1e999999999",
          "null",
          "{}",
          "\u00ff\u00fe",
          "%00",
          "/../");

  private final RawRequests requests = new RawRequests(localKms.endpoint(), clock);

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder)
        .readTimeout(Duration.ofMillis(200))
        .idleTimeout(Duration.ofMillis(300));
  }

  @Test
  void bytesDoNoHarm() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String key = localKms.createKey(REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    List<String> bodies =
        List.of(
            "{}",
            "{\"KeyId\":\""
                + key
                + "\",\"Plaintext\":\"AAAA\",\"EncryptionContext\":{\"a\":\"b\"}}",
            "{\"KeyId\":\"" + key + "\",\"NumberOfBytes\":32,\"GrantTokens\":[\"x\"]}",
            "{\"Limit\":5,\"Marker\":\"x\"}");
    List<String> operations =
        List.of("ListKeys", "Encrypt", "Decrypt", "GenerateDataKey", "CreateKey", "DescribeKey");
    long end = System.nanoTime() + LASTING.toNanos();
    int sent = 0;
    while (System.nanoTime() < end) {
      String body = pick(bodies, random);
      if (random.nextInt(3) > 0) {
        body = text(mutated(body.getBytes(ISO_8859_1), random));
      }
      // A body that is signed as it is gets as far as its operation.
      byte[] request = requests.of(pick(operations, random), body, REGION);
      if (random.nextBoolean()) {
        request = mutated(request, random);
      }
      assertProper(request, random, seed);
      sent++;
    }
    assertThat(sent).isGreaterThan(50);
    assertThat(kms.listKeys().keys()).isNotEmpty();
    assertThat(localKms.calls().inFlight()).isZero();
  }

  private void assertProper(byte[] request, Random random, long seed) throws IOException {
    String shown = "seed " + seed + ": " + text(request);
    String answers = "";
    try (RawConnection connection = new RawConnection(localKms.endpoint())) {
      int half = random.nextInt(request.length + 1);
      connection.send(Arrays.copyOf(request, half));
      connection.send(Arrays.copyOfRange(request, half, request.length));
      if (random.nextInt(4) > 0) {
        connection.socket().shutdownOutput();
      }
      answers = connection.rest();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("No answer and no end, " + shown, e);
    } catch (IOException reset) {
      // An end is an end: what was sent in vain makes it a reset.
    }
    assertThat(answers).as(shown).doesNotContain("KMSInternalException", "InternalFailure");
    STATUS
        .matcher(answers)
        .results()
        .forEach(status -> assertThat(status.group(1)).as(shown).matches("100|2..|4..|501|505"));
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] result = bytes;
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int place = random.nextInt(result.length + 1);
      int end = place + random.nextInt(Math.min(20, result.length - place) + 1);
      byte[] inserted =
          switch (random.nextInt(4)) {
            case 0 -> new byte[0];
            case 1 -> randomBytes(random);
            default -> pick(PIECES, random).getBytes(ISO_8859_1);
          };
      byte[] next = new byte[place + inserted.length + result.length - end];
      System.arraycopy(result, 0, next, 0, place);
      System.arraycopy(inserted, 0, next, place, inserted.length);
      System.arraycopy(result, end, next, place + inserted.length, result.length - end);
      result = next;
    }
    return result;
  }

  private static byte[] randomBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(30)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
