package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The profile that is set and nobody else, or the SDK's default chain. In a pod one link of that is
 * replaced: web-identity credentials are fetched from STS over our HTTP client. The SDK's own would
 * take its key managers from {@code javax.net.ssl.keyStore}, which may be a keystore of ours, which
 * would need these very credentials.
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
    boolean isOurs = isWebIdentityConfigured() && isStsPresent();
    if (isContainerConfigured()) {
      return AwsCredentialsProviderChain.of(
          SystemPropertyCredentialsProvider.create(),
          EnvironmentVariableCredentialsProvider.create(),
          isOurs
              ? WebIdentity.create(region, http, timeouts)
              : WebIdentityTokenFileCredentialsProvider.create(),
          ProfileCredentialsProvider.create(),
          new Container(ContainerCredentialsProvider.builder().build()),
          InstanceProfileCredentialsProvider.create());
    }
    AwsCredentialsProvider sdkChain = DefaultCredentialsProvider.builder().build();
    return isOurs
        ? AwsCredentialsProviderChain.of(
            SystemPropertyCredentialsProvider.create(),
            EnvironmentVariableCredentialsProvider.create(),
            WebIdentity.create(region, http, timeouts),
            sdkChain)
        : sdkChain;
  }

  /**
   * The container's agent, as a link that says why it failed: of a link the SDK's chain keeps the
   * message alone, and this one's is the same whatever happened.
   */
  private record Container(ContainerCredentialsProvider agent)
      implements AwsCredentialsProvider, SdkAutoCloseable {
    @Override
    public AwsCredentials resolveCredentials() {
      try {
        return agent.resolveCredentials();
      } catch (AbortedException e) {
        throw e;
      } catch (SdkClientException e) {
        String why = SdkReasons.withCause(String.valueOf(e.getMessage()), e);
        throw SdkClientException.create(why, e);
      }
    }

    /** By this name the chain tells of it. */
    @Override
    public String toString() {
      return "ContainerCredentialsProvider()";
    }

    @Override
    public void close() {
      agent.close();
    }
  }

  private static boolean isContainerConfigured() {
    return SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.getStringValue().isPresent()
        || SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.getStringValue().isPresent();
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
