package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * Explains what the clients use. The values are theirs; only where a value came from is looked up
 * anew, since the SDK does not say.
 */
public final class SdkConnection implements ConnectionInfo {
  private static final int SHOWN = 4;

  private final Configuration configuration;
  private final KmsClients clients;
  private final WireLoggers loggers;

  private SdkConnection(Configuration configuration, KmsClients clients, WireLoggers loggers) {
    this.configuration = configuration;
    this.clients = clients;
    this.loggers = loggers;
  }

  /**
   * Makes no client yet.
   *
   * @param kmsClient gives the application's own {@code KmsClient}; {@code null} to have one made
   */
  public static SdkConnection create(Configuration configuration, @Nullable Supplier<?> kmsClient) {
    WireLoggers loggers =
        kmsClient == null
            ? WireLoggers.ofOurClient(() -> CredentialChain.mayAskMetadata(configuration))
            : WireLoggers.ofAnyClient(kmsClient.getClass().getClassLoader());
    KmsClients clients =
        new QuietClients(
            kmsClient == null
                ? new ConfiguredClients(configuration)
                : new SuppliedClient(kmsClient),
            loggers,
            configuration.isOn(Setting.ALLOW_WIRE_LOGGING));
    return new SdkConnection(configuration, clients, loggers);
  }

  /** The clients, which are given out only while no logger below them writes secrets. */
  public KmsClients clients() {
    return clients;
  }

  @Override
  public Optional<LoudLoggers> loudLoggers() {
    return loggers.enabled();
  }

  @Override
  public SourcedValue region() throws NotConfiguredException {
    String region = ask(clients::defaultRegion);
    String source =
        configuration
            .value(Setting.REGION)
            .map(Configuration.Value::source)
            .orElseGet(() -> regionSource(region));
    return new SourcedValue(region, source);
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
  public Optional<SourcedValue> endpoint() throws NotConfiguredException {
    Optional<URI> endpoint =
        ask(() -> clients.client(Optional.empty()).serviceClientConfiguration().endpointOverride());
    return endpoint.map(uri -> new SourcedValue(withoutUserInfo(uri), endpointSource()));
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
  public Optional<SourcedValue> proxy() throws NotConfiguredException {
    return ask(clients::proxy);
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
