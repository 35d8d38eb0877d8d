package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.kms.client.ConnectionInfo;
import io.github.kmsjca.internal.kms.client.SdkRequirement;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.KmsFailure;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private final Lifecycle lifecycle;
  private volatile @Nullable Connection connected;

  /**
   * A gateway that is not yet connected to anything.
   *
   * @param kmsClient gives the application's own {@code KmsClient}; {@code null} to have one made
   */
  public Gateway(
      Settings settings,
      @Nullable Supplier<?> kmsClient,
      ScopeCalls scopeCalls,
      Lifecycle lifecycle) {
    this.settings = settings;
    this.kmsClient = kmsClient;
    this.scopeCalls = scopeCalls;
    this.lifecycle = lifecycle;
  }

  @Override
  public Lifecycle lifecycle() {
    return lifecycle;
  }

  @Override
  public <R> R perform(KmsCall<?, R> call) throws KmsCallException {
    String operation = call.operation();
    String keys = keys(call);
    Sandbox.requireTrust(operation);
    ReentrancyGuard.enter(operation, keys);
    try {
      Connection kms = connected(operation, keys);
      kms.permit(call);
      return kms.answer(call);
    } catch (KmsCallException e) {
      // Of a failed decryption some libraries tell nothing, so that nobody learns from it.
      Log.logger().log(Level.DEBUG, "{0}", e.getMessage());
      throw e;
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

  /** Makes the client of bare names and gets credentials, as the first call would have to. */
  public void prepare() throws KmsCallException {
    inside(SdkRequirement.ANY_CALL, "warm-up", "", Connection::prepare);
  }

  /** What calls are made with; it costs nothing until it is asked. */
  public ConnectionInfo connection() {
    return new LazyConnectionInfo(this);
  }

  /** Something that is done with the connection. */
  @FunctionalInterface
  interface Task<T, E extends Exception> {
    T with(Connection kms) throws KmsCallException, E;
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
  static String keys(KmsCall<?, ?> call) {
    List<KeyName> keys = call.keys();
    if (keys.isEmpty()) {
      return "";
    }
    String first = keys.get(0).keyId();
    String last = keys.get(keys.size() - 1).keyId();
    return first.equals(last) ? first : first + KmsCallException.TO_KEY + last;
  }

  private Connection connected(String operation, String keys) throws KmsCallException {
    KmsCallException.requireOpen(lifecycle, operation, keys);
    Connection made = connected;
    return made != null ? made : connect(operation, keys);
  }

  /**
   * Connecting does no I/O and costs nothing to do twice, but scope and clients are to be shared.
   */
  private synchronized Connection connect(String operation, String keys) throws KmsCallException {
    Connection made = connected;
    if (made == null) {
      try {
        made = new Connection(settings.get(), kmsClient, scopeCalls, lifecycle);
      } catch (ConfigurationException | IllegalArgumentException e) {
        throw new KmsCallException(
            KmsFailure.CONFIGURATION, operation, keys, String.valueOf(e.getMessage()), e);
      }
      connected = made;
      lifecycle.add(made::close);
    }
    return made;
  }
}
