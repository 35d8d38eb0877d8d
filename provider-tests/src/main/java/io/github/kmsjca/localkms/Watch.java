package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.http.Interference;
import io.github.kmsjca.localkms.internal.http.Observer;
import java.time.Duration;

/** Connects the server with what a test sees and steers. */
final class Watch implements Observer {
  private final CallLog calls;
  private final Faults faults = new Faults();
  private volatile Duration latency = Duration.ZERO;

  Watch(int callLogSize) {
    calls = new CallLog(callLogSize);
  }

  CallLog calls() {
    return calls;
  }

  Faults faults() {
    return faults;
  }

  void latency(Duration perCall) {
    if (perCall.isNegative()) {
      throw new IllegalArgumentException("A latency is not negative: " + perCall);
    }
    latency = perCall;
  }

  @Override
  public Interference interference(String operation, String region) {
    return faults.take(operation, region);
  }

  @Override
  public Duration latency() {
    return latency;
  }

  @Override
  public void began() {
    calls.began();
  }

  @Override
  public void called(Seen call) {
    calls.add(
        new Call(
            call.time(),
            call.operation(),
            call.region(),
            call.accessKeyId(),
            call.keyId(),
            call.algorithm(),
            call.error(),
            call.fault(),
            call.requestId()));
  }

  @Override
  public void ended() {
    calls.ended();
  }
}
