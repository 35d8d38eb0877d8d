package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.kms.client.ConnectionInfo;
import io.github.kmsjca.internal.kms.client.KmsClients;
import io.github.kmsjca.internal.kms.client.SdkConnection;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import io.github.kmsjca.internal.telemetry.CallRecord;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KmsResponse;
import software.amazon.awssdk.services.kms.model.KmsResponseMetadata;

/**
 * The one way to KMS, and what every call meets on it, in this order. Loads the AWS SDK with the
 * first call, not before: this class and its callers link none of its types, so a JVM without KMS
 * keys in use never pays for it. A configuration that is not valid surfaces here, with every call,
 * and so does a class path that is not.
 */
public final class Gateway implements KmsGateway {
  private final Settings settings;
  private final @Nullable Supplier<?> kmsClient;
  private final ScopeCalls scopeCalls;
  private volatile @Nullable Connected connected;

  /**
   * A gateway that is not yet connected to anything.
   *
   * @param kmsClient gives the application's own {@code KmsClient}; {@code null} to have one made
   */
  public Gateway(Settings settings, @Nullable Supplier<?> kmsClient, ScopeCalls scopeCalls) {
    this.settings = settings;
    this.kmsClient = kmsClient;
    this.scopeCalls = scopeCalls;
  }

  @Override
  public <R> R perform(KmsCall<?, R> call) throws KmsCallException {
    String operation = call.operation();
    String keys = keys(call);
    Sandbox.requireTrust(operation);
    ReentrancyGuard.enter(operation, keys);
    try {
      Connected kms = connected(operation, keys);
      kms.permit(call);
      return kms.answer(call);
    } catch (LinkageError | ServiceConfigurationError e) {
      throw ClassPathFailure.of(call.requirement(), operation, keys, e);
    } finally {
      ReentrancyGuard.leave();
    }
  }

  @Override
  public void rehearse(KmsCall<?, ?> call) throws KmsCallException {
    inside(
        call.requirement(),
        call.operation(),
        keys(call),
        kms -> {
          kms.rehearse(call);
          return true;
        });
  }

  /** True if bare names, such as aliases, are of the key's Region. Makes no call. */
  public boolean isInDefaultRegion(KeyArn key) throws KmsCallException {
    return inside(
        SdkRequirement.ANY_CALL, "CreateAlias", key.toString(), kms -> kms.isInDefaultRegion(key));
  }

  /** What calls are made with; it costs nothing until it is asked. */
  public ConnectionInfo connection() {
    return new LazyConnectionInfo(this);
  }

  /** Something that is done with the connection. */
  @FunctionalInterface
  interface Task<T, E extends Exception> {
    T with(Connected kms) throws KmsCallException, E;
  }

  /** What {@link #perform} does around a call; it does so itself, to be two frames shorter. */
  <T, E extends Exception> T inside(
      SdkRequirement requirement, String operation, String keys, Task<T, E> task)
      throws KmsCallException, E {
    Sandbox.requireTrust(operation);
    ReentrancyGuard.enter(operation, keys);
    try {
      return task.with(connected(operation, keys));
    } catch (LinkageError | ServiceConfigurationError e) {
      throw ClassPathFailure.of(requirement, operation, keys, e);
    } finally {
      ReentrancyGuard.leave();
    }
  }

  /** The keys of a call, for messages. */
  private static String keys(KmsCall<?, ?> call) {
    List<KeyName> keys = call.keys();
    if (keys.isEmpty()) {
      return "";
    }
    String first = keys.get(0).keyId();
    String last = keys.get(keys.size() - 1).keyId();
    return first.equals(last) ? first : first + KmsCallException.TO_KEY + last;
  }

  private Connected connected(String operation, String keys) throws KmsCallException {
    Connected made = connected;
    return made != null ? made : connect(operation, keys);
  }

  /**
   * Connecting does no I/O and costs nothing to do twice, but scope and clients are to be shared.
   */
  private synchronized Connected connect(String operation, String keys) throws KmsCallException {
    Connected made = connected;
    if (made == null) {
      try {
        made = new Connected(settings.get(), kmsClient, scopeCalls);
      } catch (ConfigurationException | IllegalArgumentException e) {
        throw new KmsCallException(
            KmsFailure.CONFIGURATION, operation, keys, String.valueOf(e.getMessage()), e);
      }
      connected = made;
    }
    return made;
  }

  /** The half that knows the AWS SDK. Apart, so that the other half links without it. */
  static final class Connected {
    private final Configuration configuration;
    private final SdkConnection connection;
    private final KmsClients clients;
    private final ScopeGuard scope;
    private final Admission admission;

    private Connected(
        Configuration configuration, @Nullable Supplier<?> kmsClient, ScopeCalls scopeCalls) {
      this.configuration = configuration;
      this.connection = SdkConnection.create(configuration, kmsClient);
      this.clients = connection.clients();
      this.scope = new ScopeGuard(new KeyScope(configuration), clients, scopeCalls, this::answer);
      this.admission = Admission.of(configuration, kmsClient != null);
    }

    ConnectionInfo info() {
      return connection;
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

    /** Sends a call, and checks what it is answered. */
    <S, R> R answer(KmsCall<S, R> call) throws KmsCallException {
      long begin = System.nanoTime();
      S response;
      try {
        response = send(call, null);
      } catch (KmsCallException e) {
        return call.failed(placed(e, call, begin));
      }
      try {
        ResponseChecks checks = checks(call, response);
        List<@Nullable String> keyIds = call.answeredKeyIds(response);
        return call.makesKey()
            ? newKey(call, response, checks.requireNewKey(keyIds.get(0)), checks)
            : result(call, response, keyIds, checks);
      } catch (KmsCallException e) {
        throw placed(e, call, begin);
      } finally {
        call.wipe(response);
      }
    }

    private <S, R> R result(
        KmsCall<S, R> call, S response, List<@Nullable String> keyIds, ResponseChecks checks)
        throws KmsCallException {
      List<KeyName> keys = call.keys();
      for (int i = 0; i < keyIds.size(); i++) {
        scope.learn(keys.get(i), checks.requireKey(keys.get(i), keyIds.get(i)), checks);
      }
      R result = call.result(response, checks);
      KeyName alias = call.alias();
      if (alias != null) {
        scope.learn(alias, keys.get(0));
      }
      return result;
    }

    private <S, R> R newKey(KmsCall<S, R> call, S response, KeyArn made, ResponseChecks checks)
        throws KmsCallException {
      scope.requirePermitted(call.operation(), made);
      R result = call.result(response, checks);
      scope.made(made);
      return result;
    }

    /** Has a call checked and not performed. KMS says that it would succeed by an error. */
    <S, R> void rehearse(KmsCall<S, R> call) throws KmsCallException {
      scope.require(call);
      long begin = System.nanoTime();
      S response;
      try {
        response = send(call, true);
      } catch (KmsCallException e) {
        if (e.failure() != KmsFailure.DRY_RUN) {
          call.failed(
              placed(e, call, begin)); // where this is an answer as well, the permission is there
        }
        return;
      }
      call.wipe(response);
      throw checks(call, response).incomplete("the call was performed, and it was to be a dry run");
    }

    private KmsCallException placed(KmsCallException e, KmsCall<?, ?> call, long begin) {
      Duration taken = Duration.ofNanos(System.nanoTime() - begin);
      return Circumstances.told(e, taken, clients.place(call.region()));
    }

    private <S> S send(KmsCall<S, ?> call, @Nullable Boolean dryRun) throws KmsCallException {
      String operation = call.operation();
      String keys = keys(call);
      String keyId = call.keys().isEmpty() ? "" : call.keys().get(0).keyId();
      try (CallRecord record = CallRecord.begin(operation, keys)) {
        try (Admission.Turn turn = admission.enter(operation, keys)) {
          record.waited(turn.waited());
          S response = call.send(new KmsCall.Target(clients.client(call.region()), keyId, dryRun));
          record.succeeded(requestId(response));
          return response;
        } catch (KmsCallException e) { // no turn
          record.failed(e.failure().name());
          throw e;
        } catch (RuntimeException e) {
          KmsCallException failure = SdkFailures.of(e, operation, keys);
          record.failed(failure.failure().name());
          throw failure;
        } catch (LinkageError e) {
          record.failed(KmsFailure.CLASS_PATH.name());
          throw e; // told where it is known what this operation takes
        }
      }
    }

    private static ResponseChecks checks(KmsCall<?, ?> call, Object response) {
      return new ResponseChecks(call.operation(), keys(call), requestId(response));
    }

    /** An answer that an application's own client made up has none. */
    private static String requestId(Object response) {
      KmsResponseMetadata metadata = ((KmsResponse) response).responseMetadata();
      return metadata == null ? "unknown" : metadata.requestId();
    }
  }
}
