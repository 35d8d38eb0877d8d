package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.keystore.ConfiguredKeys;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.lifecycle.Workers;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.KmsFailure;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.cert.CertificateException;
import java.time.Duration;

/**
 * Does what the first use of a key would have to: starts the AWS SDK, gets credentials, and asks
 * KMS for the keys that the settings name. On a thread of its own, which then ends; what fails here
 * is told once, and tried again by the first use.
 */
final class WarmUp {
  private static final Duration IDLE = Duration.ofMillis(1);

  private final Instance instance;

  private WarmUp(Instance instance) {
    this.instance = instance;
  }

  static void start(Instance instance) {
    Workers.of(instance.lifecycle(), "awskms-warm-up", 1, IDLE).execute(new WarmUp(instance)::run);
  }

  private void run() {
    try {
      instance.gateway().prepare();
      for (KeyName key : ConfiguredKeys.of(instance.settings().get())) {
        ask(key);
      }
    } catch (ConfigurationException e) {
      // The settings themselves have told.
    } catch (KmsCallException
        | IOException
        | CertificateException
        | RuntimeException
        | LinkageError e) {
      tell(e);
    }
  }

  /** That one key is not there says nothing of the others; that KMS is not there, all. */
  private void ask(KeyName key) throws KmsCallException {
    try {
      instance.resolver().askAhead(key);
    } catch (KmsCallException e) {
      if (e.failure().isTransient() || e.failure() == KmsFailure.CLOSED) {
        throw e;
      }
      tell(e);
    }
  }

  private void tell(Throwable failure) {
    if (!instance.lifecycle().isClosed()) {
      Log.logger()
          .log(
              Level.WARNING,
              "The warm-up of provider {0} met a failure; the first use tries again: {1}",
              instance.lifecycle().providerName(),
              failure instanceof KmsCallException ? failure.getMessage() : failure.toString());
    }
  }
}
