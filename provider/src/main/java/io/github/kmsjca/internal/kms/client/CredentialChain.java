package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The profile that is set and nobody else, or the SDK's default chain with one link replaced:
 * web-identity credentials are fetched from STS over our HTTP client. The SDK's own would take its
 * key managers from {@code javax.net.ssl.keyStore}, which may be a keystore of ours, which would
 * need these very credentials.
 */
final class CredentialChain {
  private CredentialChain() {}

  static Credentials create(
      Optional<String> profile,
      Optional<String> region,
      SdkHttpClient http,
      ProxyRule proxies,
      ScheduledExecutorService timeouts) {
    return new Credentials(
        () ->
            profile
                .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> chain(region, http, timeouts)),
        profile,
        proxies);
  }

  /**
   * True if credentials or the Region may come from the container's or the instance's metadata
   * service, which the SDK asks by the JDK's own HTTP client, whatever ours is: with a token in the
   * request or the answer.
   */
  static boolean mayAskMetadata(Configuration configuration) {
    boolean isNear =
        configuration.text(Setting.PROFILE).isEmpty()
            && SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent()
            && SdkSystemSetting.AWS_SECRET_ACCESS_KEY.getStringValue().isPresent();
    boolean isRegionNear =
        configuration.text(Setting.REGION).isPresent()
            || SdkSystemSetting.AWS_REGION.getStringValue().isPresent();
    return !isNear || !isRegionNear;
  }

  private static AwsCredentialsProvider chain(
      Optional<String> region, SdkHttpClient http, ScheduledExecutorService timeouts) {
    AwsCredentialsProvider sdkChain = DefaultCredentialsProvider.builder().build();
    if (!isWebIdentityConfigured() || !isStsPresent()) {
      return sdkChain;
    }
    return AwsCredentialsProviderChain.builder()
        .addCredentialsProvider(SystemPropertyCredentialsProvider.create())
        .addCredentialsProvider(EnvironmentVariableCredentialsProvider.create())
        .addCredentialsProvider(WebIdentity.create(region, http, timeouts))
        .addCredentialsProvider(sdkChain)
        .build();
  }

  private static boolean isWebIdentityConfigured() {
    return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent()
        && SdkSystemSetting.AWS_ROLE_ARN.getStringValue().isPresent();
  }

  /** STS is an optional dependency, as it is for any user of the SDK. */
  private static boolean isStsPresent() {
    try {
      Class.forName(
          "software.amazon.awssdk.services.sts.StsClient",
          false,
          CredentialChain.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
