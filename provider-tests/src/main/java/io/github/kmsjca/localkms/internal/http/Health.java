package io.github.kmsjca.localkms.internal.http;

import io.github.kmsjca.localkms.internal.operation.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * Whether the local KMS serves, for those who wait for it. Asking needs no signature, and is no
 * call.
 */
final class Health {
  private static final String PATH = "/health";

  private final String version;
  private final long started = System.nanoTime();

  Health(String version) {
    this.version = version;
  }

  /** Whether a request asks for it. */
  static boolean isAsked(ClassicHttpRequest request) {
    return PATH.equals(request.getPath())
        && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"));
  }

  Reply reply() throws IOException {
    Duration uptime = Duration.ofNanos(System.nanoTime() - started);
    byte[] body =
        Exchange.bytes(
            Json.object()
                .put("status", "running")
                .put("version", version)
                .put("uptimeSeconds", uptime.toSeconds()));
    return new Reply(
        200, Map.of("Content-Type", "application/json", "Cache-Control", "no-store"), body);
  }
}
