package io.github.kmsjca.internal.kms.call;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.services.kms.KmsServiceClientConfiguration;

/**
 * For requests that the SDK is not to repeat, whatever the client is set to: it would repeat those
 * that may have been performed.
 */
final class OneAttempt {
  static final SdkPlugin PLUGIN =
      config -> {
        KmsServiceClientConfiguration.Builder kms = (KmsServiceClientConfiguration.Builder) config;
        kms.overrideConfiguration(
            kms.overrideConfiguration().copy(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry())));
      };

  private OneAttempt() {}
}
