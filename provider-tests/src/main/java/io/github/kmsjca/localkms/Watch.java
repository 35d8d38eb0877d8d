package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.http.Interference;
import io.github.kmsjca.localkms.internal.http.Observer;
import java.time.Duration;
import java.util.function.Consumer;

/** Connects the server with what a test sees and steers. */
final class Watch implements Observer {
  private final CallLog calls;
  private final Consumer<Call> onCall;
  private final Faults faults = new Faults();
  private volatile Duration latency = Duration.ZERO;

  Watch(Settings settings) {
    calls = new CallLog(settings.callLogSize);
    onCall = settings.onCall;
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
  public void called(Seen seen) {
    Call call =
        CallLog.shortened(
            new Call(
                seen.time(),
                seen.operation(),
                seen.region(),
                seen.accessKeyId(),
                seen.principal(),
                seen.keyId(),
                seen.algorithm(),
                seen.error(),
                seen.fault(),
                seen.requestId()));
    calls.add(call);
    onCall.accept(call);
  }

  @Override
  public void ended() {
    calls.ended();
  }
}
