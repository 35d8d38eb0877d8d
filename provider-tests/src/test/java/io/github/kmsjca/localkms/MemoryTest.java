package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The local KMS as a process with little memory. With {@code -Psoak} for two million calls. */
@Timeout(value = 1800, threadMode = ThreadMode.SEPARATE_THREAD)
final class MemoryTest {
  private static final int CALLS = Boolean.getBoolean("soak") ? 2_000_000 : 60_000;
  private static final int PART = 10_000;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void manyCallsLeaveItAsFastAsItWas() throws Exception {
    URI endpoint = start("-Xmx64m");
    RawRequests requests = new RawRequests(endpoint, Clock.systemUTC());
    List<Duration> parts = new ArrayList<>();
    try (RawConnection connection = new RawConnection(endpoint)) {
      String created = connection.exchange(requests.of("CreateKey", "{}", "us-east-1"));
      String key = created.replaceAll("(?s).*\"KeyId\":\"([^\"]+)\".*", "$1");
      String body = "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"AAAA\"}";
      for (int calls = 0; calls < CALLS; calls += PART) {
        byte[] request = requests.of("Encrypt", body, "us-east-1");
        long before = System.nanoTime();
        for (int i = 0; i < PART; i++) {
          assertThat(connection.exchange(request)).startsWith("HTTP/1.1 200 ");
        }
        parts.add(Duration.ofNanos(System.nanoTime() - before));
      }
    }
    // The first part of all also compiles; other programs on the machine slow any part down.
    Duration first = parts.subList(1, 4).stream().max(Duration::compareTo).orElseThrow();
    Duration last =
        parts.subList(parts.size() - 3, parts.size()).stream()
            .min(Duration::compareTo)
            .orElseThrow();
    System.Logger log = System.getLogger(MemoryTest.class.getName());
    log.log(System.Logger.Level.INFO, "10,000 calls: {0}, after {1}: {2}", first, CALLS, last);
    assertThat(last).isLessThan(first.multipliedBy(3).dividedBy(2));
    assertThat(processes.get(0).isAlive()).isTrue();
  }

  @Test
  void withoutMemoryItEndsAndSaysWhy() throws Exception {
    URI endpoint = start("-Xmx32m");
    List<RawConnection> open = new ArrayList<>();
    try {
      for (int i = 0; i < 80 && processes.get(0).isAlive(); i++) {
        RawConnection connection = new RawConnection(endpoint);
        open.add(connection);
        connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n");
        connection.send(new byte[1_000_000]);
      }
    } catch (IOException ended) {
      assertThat(open).isNotEmpty();
    }
    Process process = processes.get(0);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.exitValue()).as(errors).isEqualTo(3);
    assertThat(errors).contains("memory is used up", "-Xmx");
    for (RawConnection connection : open) {
      connection.close();
    }
  }

  private URI start(String heap) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.kmsjca.localkms.Main")
            .start();
    processes.add(process);
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    return URI.create(line.substring(line.indexOf("http")));
  }
}
