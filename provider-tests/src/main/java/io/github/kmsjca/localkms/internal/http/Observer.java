package io.github.kmsjca.localkms.internal.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whoever watches the calls and interferes with them. */
public interface Observer {

  /**
   * A call, and how it ends.
   *
   * @param time when its answer was ready
   * @param principal the ARN of the caller; empty if the signature was refused
   * @param fault what interfered with it; null if nothing did
   */
  record Seen(
      Instant time,
      String operation,
      String region,
      String accessKeyId,
      String principal,
      @Nullable String keyId,
      @Nullable String algorithm,
      @Nullable String error,
      @Nullable String fault,
      String requestId) {}

  /** What is to happen to the next call of that operation in that Region; asked once per call. */
  Interference interference(String operation, String region);

  /** How much later than it could every answer comes. */
  Duration latency();

  /** A call has arrived in full. */
  void began();

  /** A call has been performed or refused, and its answer is about to leave. */
  void called(Seen call);

  /** The answer of a call is about to leave, after all delays; or it never will. */
  void ended();
}
