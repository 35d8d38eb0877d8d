package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Clients that are given out only while no logger below them would write what they send and
 * receive. Asked anew for each call, since a level may be changed at any time; a call that is under
 * way goes on.
 */
final class QuietClients implements KmsClients {
  private final KmsClients clients;
  private final WireLoggers loggers;
  private final boolean allowed;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * Guarded clients.
   *
   * @param allowed true to warn once instead of refusing
   */
  QuietClients(KmsClients clients, WireLoggers loggers, boolean allowed) {
    this.clients = clients;
    this.loggers = loggers;
    this.allowed = allowed;
  }

  @Override
  public KmsClient client(Optional<String> region) {
    requireQuiet();
    try {
      return clients.client(region);
    } catch (AbortedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (NoRegion.is(e)) {
        throw e;
      }
      throw new NoClientException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Place place(Optional<String> region) {
    return clients.place(region);
  }

  @Override
  public Optional<SourcedValue> proxy() {
    return clients.proxy();
  }

  @Override
  public void close() {
    clients.close();
  }

  /** What the SDK asks for this is no secret. */
  @Override
  public String defaultRegion() {
    return clients.defaultRegion();
  }

  @Override
  public boolean hasOtherCredentials(AwsServiceException refusal, Duration rest) {
    return clients.hasOtherCredentials(refusal, rest);
  }

  @Override
  public Optional<AwsCredentialsIdentity> credentials() {
    requireQuiet();
    return clients.credentials();
  }

  private void requireQuiet() {
    Optional<LoudLoggers> enabled = loggers.enabled();
    if (enabled.isEmpty()) {
      return;
    }
    LoudLoggers loud = enabled.get();
    if (!allowed) {
      throw new NoClientException(
          loud.finding() + ". " + loud.advice() + ", or set allowWireLogging=true", null);
    }
    if (warned.compareAndSet(false, true)) {
      Log.logger()
          .log(
              Level.WARNING,
              "{0}, which allowWireLogging=true permits. {1}",
              loud.finding(),
              loud.advice());
    }
  }
}
