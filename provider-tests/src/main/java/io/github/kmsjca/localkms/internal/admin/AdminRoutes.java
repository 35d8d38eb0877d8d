package io.github.kmsjca.localkms.internal.admin;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;

/** Which request does what. */
final class AdminRoutes {
  private static final int USUAL_CALLS = 100;

  /** Performs one method of one resource. */
  private interface Route {
    AdminReply answer(ClassicHttpRequest request) throws IOException;
  }

  /** What belongs to a path and to a method: nothing of one kind, or nothing of the other. */
  private static final Route NO_RESOURCE =
      request ->
          AdminReply.refusal(
              404,
              "There are /status, /latency, /clock, /faults, /chaos and /calls, and nothing else");

  private static final Route NO_METHOD =
      request -> AdminReply.refusal(405, "Not with " + request.getMethod());

  private final Controls controls;

  AdminRoutes(Controls controls) {
    this.controls = controls;
  }

  AdminReply answer(ClassicHttpRequest request) throws IOException {
    try {
      return route(request).answer(request);
    } catch (AdminInput.TooLargeException e) {
      return AdminReply.refusal(413, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return AdminReply.refusal(400, String.valueOf(e.getMessage()));
    }
  }

  private Route route(ClassicHttpRequest request) {
    String method = request.getMethod();
    return switch (request.getPath()) {
      case "/status" -> method.equals("GET") ? this::status : NO_METHOD;
      case "/latency" -> method.equals("PUT") ? this::latency : NO_METHOD;
      case "/clock" ->
          switch (method) {
            case "GET" -> asked -> AdminReply.of(controls.time());
            case "PUT" -> this::clock;
            case "DELETE" -> done(controls::resetClock);
            default -> NO_METHOD;
          };
      case "/faults" ->
          switch (method) {
            case "POST" -> this::fault;
            case "DELETE" -> done(controls::clearFaults);
            default -> NO_METHOD;
          };
      case "/chaos" ->
          switch (method) {
            case "PUT" -> this::chaos;
            case "DELETE" -> done(controls::endChaos);
            default -> NO_METHOD;
          };
      case "/calls" ->
          switch (method) {
            case "GET" -> this::calls;
            case "DELETE" -> done(controls::clearCalls);
            default -> NO_METHOD;
          };
      default -> NO_RESOURCE;
    };
  }

  private AdminReply status(ClassicHttpRequest request) throws IOException {
    return AdminReply.of(controls.status());
  }

  private AdminReply latency(ClassicHttpRequest request) throws IOException {
    AdminInput input = AdminInput.of(request);
    String duration = input.text("latency");
    input.checkNothingElse();
    controls.latency(duration);
    return AdminReply.done();
  }

  private AdminReply clock(ClassicHttpRequest request) throws IOException {
    AdminInput input = AdminInput.of(request);
    String time = input.textIfAny("time");
    String advance = input.textIfAny("advance");
    Boolean frozen = input.truthIfAny("frozen");
    input.checkNothingElse();
    controls.moveClock(time, advance, frozen);
    return AdminReply.done();
  }

  private AdminReply fault(ClassicHttpRequest request) throws IOException {
    AdminInput input = AdminInput.of(request);
    String operation = input.text("operation", "*");
    String region = input.text("region", Controls.EVERYWHERE);
    String fault = input.text("fault");
    int times = input.positive("times", 0);
    input.checkNothingElse();
    controls.fault(operation, region, fault, times);
    return AdminReply.done();
  }

  private AdminReply chaos(ClassicHttpRequest request) throws IOException {
    AdminInput input = AdminInput.of(request);
    String region = input.text("region", Controls.EVERYWHERE);
    long seed = input.whole("seed");
    double rate = input.number("rate");
    var faults = input.texts("faults");
    input.checkNothingElse();
    controls.chaos(region, seed, rate, faults);
    return AdminReply.done();
  }

  private AdminReply calls(ClassicHttpRequest request) throws IOException {
    return AdminReply.of(controls.calls(USUAL_CALLS));
  }

  private static Route done(Runnable action) {
    return request -> {
      action.run();
      return AdminReply.done();
    };
  }
}
