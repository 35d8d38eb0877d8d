package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.kms.client.ConnectionInfo;
import io.github.kmsjca.internal.kms.client.KmsClients;
import io.github.kmsjca.internal.kms.client.OpenCall;
import io.github.kmsjca.internal.kms.client.SdkConnection;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.internal.telemetry.CallRecord;
import io.github.kmsjca.internal.telemetry.CallStatistics;
import io.github.kmsjca.internal.telemetry.Gauges;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.KmsResponseMetadata;

/**
 * The half of the {@link Gateway} that knows the AWS SDK, apart so that the other half links
 * without it: a call's way through scope, turns, Regions and failures, and back.
 */
final class Connection {
  private final Configuration configuration;
  private final SdkConnection connection;
  private final KmsClients clients;
  private final ScopeGuard scope;
  private final Router router;
  private final Admission admission;
  private final MadeLately lately = new MadeLately();
  private final Duration callTimeout;
  private final CallStatistics statistics = new CallStatistics();
  private final Gauges gauges;
  private final Lifecycle lifecycle;

  Connection(
      Configuration configuration,
      @Nullable Supplier<?> kmsClient,
      ScopeCalls scopeCalls,
      Lifecycle lifecycle) {
    this.configuration = configuration;
    this.connection = SdkConnection.create(configuration, kmsClient);
    this.clients = connection.clients();
    this.scope = new ScopeGuard(new KeyScope(configuration), clients, scopeCalls, this::answer);
    // An application's client is one of one Region.
    this.router = new Router(kmsClient == null ? configuration.list(Setting.REGIONS) : List.of());
    this.admission = Admission.of(configuration, kmsClient != null);
    this.callTimeout = configuration.duration(Setting.CALL_TIMEOUT);
    this.gauges = new Gauges("KmsCalls", configuration.text(Setting.NAME).orElseThrow());
    this.lifecycle = lifecycle;
  }

  void close() {
    clients.close();
    gauges.hide();
  }

  ConnectionInfo info() {
    return connection;
  }

  boolean prepare() throws KmsCallException {
    try {
      clients.client(Optional.empty());
      clients.credentials();
      return true;
    } catch (RuntimeException e) {
      throw failure(e, "warm-up", "");
    }
  }

  boolean isInDefaultRegion(KeyArn key) {
    try {
      return clients.defaultRegion().equals(key.region());
    } catch (IllegalArgumentException e) {
      return false; // then no bare name means anything
    }
  }

  /** Refuses what this provider's keys may not be used for, and keys out of its scope. */
  void permit(KmsCall<?, ?> call) throws KmsCallException {
    Purpose purpose = call.purpose();
    if (purpose != null) {
      requirePermitted(purpose, call);
    }
    scope.require(call);
  }

  private void requirePermitted(Purpose purpose, KmsCall<?, ?> call) throws KmsCallException {
    String permitted = purpose.excludedBy(configuration);
    if (permitted != null) {
      throw new KmsCallException(
          KmsFailure.CONFIGURATION,
          call.operation(),
          call.keys().get(0).keyId(),
          purpose.refusal(permitted),
          null);
    }
  }

  /** What JMX shows. */
  private Map<String, Object> numbers() {
    Map<String, Object> numbers = statistics.numbers();
    numbers.put("InFlight", (long) admission.inFlight());
    numbers.put("Waiting", (long) admission.waiting());
    numbers.put("Regions", router.table());
    return numbers;
  }

  private CallRecord record(KmsCall<?, ?> call) {
    gauges.show(this, Connection::numbers);
    return CallRecord.begin(statistics, call.operation(), Gateway.keys(call));
  }

  /** Sends a call, and checks what it is answered. */
  <S, R> R answer(KmsCall<S, R> call) throws KmsCallException {
    Repetition repetition = new Repetition(call, lately, callTimeout);
    try (CallRecord record = record(call)) {
      Route route;
      S response;
      while (true) {
        route = router.route(call);
        try {
          response = send(call, route, record, null);
          break;
        } catch (KmsCallException e) {
          if (!isDue(repetition, e, route, record)) {
            return call.failed(placed(e, route, repetition));
          }
        }
      }
      try {
        ResponseChecks checks = checks(call, response);
        List<@Nullable String> keyIds = call.answeredKeyIds(response);
        return call.makesKey()
            ? newKey(call, response, checks.requireNewKey(keyIds.get(0)), checks)
            : result(call, response, keyIds, checks, route);
      } catch (KmsCallException e) {
        record.failed(e.failure().name());
        throw placed(e, route, repetition);
      } finally {
        call.wipe(response);
      }
    }
  }

  private boolean isDue(Repetition repetition, KmsCallException e, Route route, CallRecord record)
      throws KmsCallException {
    try {
      return repetition.isDue(e, route);
    } catch (KmsCallException interrupted) {
      record.failed(interrupted.failure().name());
      throw placed(interrupted, route, repetition);
    }
  }

  private <S, R> R result(
      KmsCall<S, R> call,
      S response,
      List<@Nullable String> keyIds,
      ResponseChecks checks,
      Route route)
      throws KmsCallException {
    List<KeyName> keys = call.keys();
    for (int i = 0; i < keyIds.size(); i++) {
      scope.learn(keys.get(i), checks.requireKey(keys.get(i), keyIds.get(i), route), checks);
    }
    R result = call.result(response, checks);
    KeyName alias = call.alias();
    if (alias != null) {
      scope.learn(alias, keys.get(0));
      lately.alias(alias, keys.get(0));
    }
    if (call.bringsMaterial()) {
      lately.material(keys.get(0));
    }
    return result;
  }

  private <S, R> R newKey(KmsCall<S, R> call, S response, KeyArn made, ResponseChecks checks)
      throws KmsCallException {
    lately.key(made);
    scope.requirePermitted(call.operation(), made);
    R result = call.result(response, checks);
    scope.made(made);
    return result;
  }

  /** Has a call checked and not performed. KMS says that it would succeed by an error. */
  <S, R> void rehearse(KmsCall<S, R> call) throws KmsCallException {
    scope.require(call);
    Repetition repetition = new Repetition(call, lately, callTimeout);
    Route route = router.oneRegion(call); // whose permissions are asked for
    S response;
    try (CallRecord record = record(call)) {
      response = send(call, route, record, true);
    } catch (KmsCallException e) {
      if (e.failure() != KmsFailure.DRY_RUN) {
        call.failed(
            placed(
                e, route, repetition)); // where this is an answer as well, the permission is there
      }
      return;
    }
    call.wipe(response);
    throw checks(call, response).incomplete("the call was performed, and it was to be a dry run");
  }

  private KmsCallException placed(KmsCallException e, Route route, Repetition repetition) {
    return Circumstances.told(
        e, repetition.attempts(), repetition.taken(), clients.place(route.regionOf(e)), route);
  }

  private <S> S send(KmsCall<S, ?> call, Route route, CallRecord record, @Nullable Boolean dryRun)
      throws KmsCallException {
    String operation = call.operation();
    String keys = Gateway.keys(call);
    try (Admission.Turn turn = admission.enter(operation, keys);
        route) {
      record.waited(turn.waited());
      route.begin();
      while (true) {
        OpenCall open = OpenCall.begin(operation, turn.limits(route));
        KmsCallException failure;
        try {
          KmsClient kms = clients.client(route.region());
          S response = call.send(new KmsCall.Target(kms, route.keyId(), dryRun));
          requireOurs(call, response, route);
          route.answered();
          record.answered(requestId(response));
          return response;
        } catch (KmsCallException e) { // not of KMS, or of no replica
          failure = e;
        } catch (RuntimeException e) {
          if (e instanceof AwsServiceException refusal
              && clients.hasOtherCredentials(refusal, turn.rest())
              && turn.beginsAnew()) {
            continue;
          }
          failure = failure(e, operation, keys);
        } finally {
          open.close();
          route.told(open);
          record.sent(open.attempts(), open.wasThrottled());
        }
        if (!route.goesOn(failure, open.wasThrottled(), turn.rest())) {
          throw route.verdict(failure);
        }
      }
    } catch (KmsCallException e) { // no turn, or no answer
      if (call.isAnswer(e) || e.failure() == KmsFailure.DRY_RUN) {
        record.answered(e.requestId().orElse(""));
      } else {
        record.failed(e.failure().name());
      }
      if (e.failure() == KmsFailure.THROTTLED) {
        record.throttled(); // a client without our retries does not tell
      }
      throw e;
    } catch (LinkageError e) {
      record.failed(KmsFailure.CLASS_PATH.name());
      throw e; // told where it is known what this operation takes
    }
  }

  /** Refuses what another Region may answer better. */
  private static <S> void requireOurs(KmsCall<S, ?> call, S response, Route route)
      throws KmsCallException {
    List<@Nullable String> keyIds = call.answeredKeyIds(response);
    if (keyIds.isEmpty() || call.makesKey()) {
      return;
    }
    try {
      checks(call, response).requireOfKms(keyIds);
      route.requireReplica(keyIds.get(0));
    } catch (KmsCallException e) {
      call.wipe(response);
      throw e;
    }
  }

  /** Whatever the SDK says of clients that were closed under a call. */
  private KmsCallException failure(RuntimeException e, String operation, String keys) {
    KmsCallException failure = SdkFailures.of(e, operation, keys);
    return lifecycle.isClosed() ? KmsCallException.closed(lifecycle, operation, keys, e) : failure;
  }

  private static ResponseChecks checks(KmsCall<?, ?> call, Object response) {
    return new ResponseChecks(call.operation(), Gateway.keys(call), requestId(response));
  }

  /** An answer that an application's own client made up has none. */
  private static String requestId(Object response) {
    KmsResponseMetadata metadata = ((KmsResponse) response).responseMetadata();
    return metadata == null ? "unknown" : metadata.requestId();
  }
}
