package io.github.kmsjca.localkms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.admin.Controls;
import io.github.kmsjca.localkms.internal.operation.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the admin endpoint may do to a running local KMS. */
record Steering(Watch watch, KmsClock clock) implements Controls {

  @Override
  public ObjectNode status() {
    ObjectNode status = Json.object().put("latency", Durations.text(watch.latency()));
    status.set("clock", time());
    ArrayNode chaos = status.putArray("chaos");
    watch.faults().allChaos().forEach((region, one) -> chaos.add(form(region, one)));
    return numbers(status);
  }

  @Override
  public void latency(String duration) {
    watch.latency(Durations.parse(duration));
  }

  @Override
  public void fault(String operation, String region, String fault, int times) {
    new FaultRule(operation, region, Fault.parse(fault), times).applyTo(watch.faults());
  }

  @Override
  public void clearFaults() {
    watch.faults().clear();
  }

  @Override
  public void chaos(String region, long seed, double rate, List<String> faults) {
    List<Fault> parsed = faults.stream().map(Fault::parse).toList();
    new ChaosRule(region, seed, rate, parsed).applyTo(watch.faults());
  }

  @Override
  public void endChaos() {
    watch.faults().endChaos();
  }

  @Override
  public ObjectNode time() {
    return Json.object().put("time", clock.instant().toString()).put("frozen", clock.isFrozen());
  }

  @Override
  public void moveClock(@Nullable String time, @Nullable String advance, @Nullable Boolean frozen) {
    if (time == null && advance == null && frozen == null) {
      throw new IllegalArgumentException("One of the members time, advance and frozen is needed");
    }
    if (time != null && advance != null) {
      throw new IllegalArgumentException("The clock is either set or advanced");
    }
    if (time != null) {
      clock.set(ClockRule.moment(time), frozen == null ? clock.isFrozen() : frozen);
      return;
    }
    if (advance != null) {
      clock.advance(Durations.parse(advance));
    }
    if (frozen != null && frozen) {
      clock.freeze();
    } else if (frozen != null) {
      clock.resume();
    }
  }

  @Override
  public void resetClock() {
    clock.reset();
  }

  @Override
  public ObjectNode calls(int most) {
    ObjectNode answer = numbers(Json.object());
    ArrayNode calls = answer.putArray("calls");
    List<Call> kept = watch.calls().all();
    kept.subList(Math.max(0, kept.size() - most), kept.size())
        .forEach(call -> calls.add(form(call)));
    return answer;
  }

  @Override
  public void clearCalls() {
    watch.calls().clear();
  }

  private ObjectNode numbers(ObjectNode answer) {
    CallLog log = watch.calls();
    answer.put("count", log.count());
    ObjectNode counts = answer.putObject("operations");
    log.counts().forEach(counts::put);
    return answer.put("inFlight", log.inFlight()).put("maxInFlight", log.maxInFlight());
  }

  private static ObjectNode form(String region, Chaos chaos) {
    ObjectNode form = Json.object();
    putIfAny(form, "region", region.isEmpty() ? null : region);
    form.put("seed", chaos.seed()).put("rate", chaos.rate());
    form.set("faults", Json.texts(chaos.faults().stream().map(Fault::toString).toList()));
    return form.put("calls", chaos.calls().get());
  }

  private static ObjectNode form(Call call) {
    ObjectNode form =
        Json.object()
            .put("time", call.time().toString())
            .put("operation", call.operation())
            .put("region", call.region())
            .put("accessKeyId", call.accessKeyId());
    putIfAny(form, "principal", call.principal().isEmpty() ? null : call.principal());
    putIfAny(form, "keyId", call.keyId());
    putIfAny(form, "algorithm", call.algorithm());
    putIfAny(form, "error", call.error());
    putIfAny(form, "fault", call.fault());
    return form.put("requestId", call.requestId());
  }

  private static void putIfAny(ObjectNode form, String member, @Nullable String text) {
    if (text != null) {
      form.put(member, text);
    }
  }
}
