package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.http.Interference;
import io.github.kmsjca.localkms.internal.http.Observer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Connects the server with what a test sees and steers. */
final class Watch implements Observer {
  private final CallLog calls = new CallLog();
  private final Faults faults = new Faults();
  private volatile Duration latency = Duration.ZERO;

  CallLog calls() {
    return calls;
  }

  Faults faults() {
    return faults;
  }

  void latency(Duration perCall) {
    latency = perCall;
  }

  @Override
  public Interference interference(String operation) {
    return faults.take(operation);
  }

  @Override
  public Duration latency() {
    return latency;
  }

  @Override
  public void called(
      Instant time,
      String operation,
      String region,
      String accessKeyId,
      @Nullable String keyId,
      @Nullable String algorithm,
      @Nullable String error,
      String requestId) {
    calls.add(new Call(time, operation, region, accessKeyId, keyId, algorithm, error, requestId));
  }
}
