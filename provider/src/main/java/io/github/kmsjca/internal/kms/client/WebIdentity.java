package io.github.kmsjca.internal.kms.client;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/** The only code that needs the optional STS module. */
final class WebIdentity {
  private WebIdentity() {}

  /**
   * Role, token file and session name come from the SDK's own settings.
   *
   * @param region of STS where those name none
   */
  static AwsCredentialsProvider create(
      Optional<String> region, SdkHttpClient http, ScheduledExecutorService timeouts) {
    StsClientBuilder sts =
        StsClient.builder()
            .httpClient(http)
            .overrideConfiguration(o -> o.scheduledExecutorService(timeouts))
            .credentialsProvider(AnonymousCredentialsProvider.create());
    if (region.isPresent() && !isRegionConfigured()) {
      sts.region(Region.of(region.get()));
    }
    return StsWebIdentityTokenFileCredentialsProvider.builder().stsClient(sts.build()).build();
  }

  private static boolean isRegionConfigured() {
    try {
      DefaultAwsRegionProviderChain.builder().build().getRegion();
      return true;
    } catch (SdkClientException e) {
      return false;
    }
  }
}
