package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * Explains what the clients use. The values are theirs; only where a value came from is looked up
 * anew, since the SDK does not say.
 */
final class SdkConnection implements KmsConnection {
  private static final int SHOWN = 4;

  private final Configuration configuration;
  private final KmsClients clients;
  private final WireLoggers loggers;

  SdkConnection(Configuration configuration, KmsClients clients, WireLoggers loggers) {
    this.configuration = configuration;
    this.clients = clients;
    this.loggers = loggers;
  }

  @Override
  public Optional<LoudLoggers> loudLoggers() {
    return loggers.enabled();
  }

  @Override
  public Found region() throws NotConfiguredException {
    String region = ask(clients::defaultRegion);
    String source =
        configuration
            .value(Setting.REGION)
            .map(Configuration.Value::source)
            .orElseGet(() -> regionSource(region));
    return new Found(region, source);
  }

  private String regionSource(String region) {
    if (SdkSystemSetting.AWS_REGION.getStringValue().isPresent()) {
      return System.getProperty(SdkSystemSetting.AWS_REGION.property()) != null
          ? "system property " + SdkSystemSetting.AWS_REGION.property()
          : "environment variable " + SdkSystemSetting.AWS_REGION.environmentVariable();
    }
    try {
      if (new AwsProfileRegionProvider(null, profile()).getRegion().id().equals(region)) {
        return "profile '" + profile() + "'";
      }
    } catch (RuntimeException e) {
      // The profile has none: then it was the next and last link.
    }
    return "instance metadata";
  }

  private String profile() {
    return configuration
        .text(Setting.PROFILE)
        .orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
  }

  @Override
  public Optional<Found> endpoint() throws NotConfiguredException {
    Optional<URI> endpoint =
        ask(() -> clients.client(Optional.empty()).serviceClientConfiguration().endpointOverride());
    return endpoint.map(uri -> new Found(withoutUserInfo(uri), endpointSource()));
  }

  /** A password in a URL is a mistake, but not one to be printed. */
  private static String withoutUserInfo(URI uri) {
    return uri.getScheme()
        + "://"
        + uri.getHost()
        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
        + Objects.requireNonNullElse(uri.getPath(), "");
  }

  private String endpointSource() {
    Optional<String> setting =
        configuration.value(Setting.ENDPOINT).map(Configuration.Value::source);
    if (setting.isPresent()) {
      return setting.get();
    }
    // The SDK's order; a profile's endpoint_url stands between the two pairs, and behind them.
    for (String[] names :
        new String[][] {
          {"aws.endpointUrlKms", "AWS_ENDPOINT_URL_KMS"}, {"aws.endpointUrl", "AWS_ENDPOINT_URL"}
        }) {
      if (System.getProperty(names[0]) != null) {
        return "system property " + names[0];
      }
      if (System.getenv(names[1]) != null) {
        return "environment variable " + names[1];
      }
    }
    return "profile '" + profile() + "'";
  }

  @Override
  public Optional<CredentialFacts> credentials() throws NotConfiguredException {
    return ask(clients::credentials).map(this::facts);
  }

  private CredentialFacts facts(AwsCredentialsIdentity identity) {
    String id = identity.accessKeyId();
    return new CredentialFacts(
        CredentialSource.describe(identity.providerName(), profile()),
        id.substring(Math.max(0, id.length() - SHOWN)),
        identity instanceof AwsSessionCredentialsIdentity,
        identity.accountId().orElse(null),
        identity.expirationTime().orElse(null));
  }

  private static <T> T ask(Supplier<T> question) throws NotConfiguredException {
    try {
      return question.get();
    } catch (RuntimeException e) {
      NoCredentialsException none = NoCredentialsException.in(e);
      throw new NotConfiguredException(SdkReasons.of(none == null ? e : none.reason()), e);
    }
  }
}
