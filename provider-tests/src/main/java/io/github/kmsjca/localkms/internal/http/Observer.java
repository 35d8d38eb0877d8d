package io.github.kmsjca.localkms.internal.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whoever watches the calls and interferes with them. */
public interface Observer {

  /** What is to happen to the next call of that operation; asked once per call. */
  Interference interference(String operation);

  /** How much later than it could every answer comes. */
  Duration latency();

  /** A call has been performed or refused, and its answer is about to leave. */
  void called(
      Instant time,
      String operation,
      String region,
      String accessKeyId,
      @Nullable String keyId,
      @Nullable String algorithm,
      @Nullable String error,
      String requestId);
}
