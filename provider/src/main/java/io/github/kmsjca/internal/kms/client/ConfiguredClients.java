package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.lifecycle.DaemonThreads;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** One lazily made client per Region, over one HTTP client and one credential chain. */
final class ConfiguredClients implements KmsClients {
  private final Configuration configuration;
  private final ProxyRule proxies;
  private final RegionClients clients = new RegionClients();

  /** The SDK's own are five threads for each client, which do not end. */
  private final ScheduledExecutorService timeouts = DaemonThreads.scheduler("awskms-timeouts");

  private volatile @Nullable String defaultRegion;
  private @Nullable SdkHttpClient http;
  private volatile @Nullable Credentials credentials;

  ConfiguredClients(Configuration configuration) {
    this.configuration = configuration;
    this.proxies = ProxyRule.ofThisJvm(configuration);
  }

  @Override
  public KmsClient client(Optional<String> region) {
    return clients.get(region.orElseGet(this::defaultRegion), this::make);
  }

  /** May ask the instance metadata service, so no lock is held. */
  @Override
  public String defaultRegion() {
    String region = defaultRegion;
    if (region == null) {
      region = configuration.text(Setting.REGION).orElseGet(this::regionOfSdkChain);
      defaultRegion = region;
    }
    return region;
  }

  private String regionOfSdkChain() {
    DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
    configuration.text(Setting.PROFILE).ifPresent(chain::profileName);
    return chain.build().getRegion().id();
  }

  private RegionClients.OfRegion make(String region) {
    LastEndpoint endpoint = new LastEndpoint();
    KmsClientBuilder builder =
        KmsClient.builder()
            .region(Region.of(region))
            .httpClient(http())
            .credentialsProvider(credentialsProvider())
            .overrideConfiguration(
                o ->
                    o.apiCallTimeout(configuration.duration(Setting.CALL_TIMEOUT))
                        .scheduledExecutorService(timeouts)
                        .apiCallAttemptTimeout(configuration.duration(Setting.ATTEMPT_TIMEOUT))
                        .retryStrategy(Retries.upTo(configuration.count(Setting.MAX_ATTEMPTS)))
                        .addExecutionInterceptor(new OpenCall.LimitedRequests())
                        .addExecutionInterceptor(endpoint)
                        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "kms-jca"));
    configuration.uri(Setting.ENDPOINT).ifPresent(builder::endpointOverride);
    configuration
        .text(Setting.PROFILE)
        .ifPresent(
            p ->
                builder.overrideConfiguration(
                    builder.overrideConfiguration().copy(o -> o.defaultProfileName(p))));
    configuration.flag(Setting.FIPS).ifPresent(builder::fipsEnabled);
    configuration.flag(Setting.DUALSTACK).ifPresent(builder::dualstackEnabled);
    KmsClient client = builder.build();
    try {
      // Of the client, not of our setting: the SDK also takes an endpoint from the environment.
      client.serviceClientConfiguration().endpointOverride().ifPresent(this::requireSecure);
    } catch (IllegalArgumentException e) {
      client.close();
      throw e;
    }
    return new RegionClients.OfRegion(client, endpoint);
  }

  @Override
  public Place place(Optional<String> region) {
    String id = region.or(() -> Optional.ofNullable(defaultRegion)).orElse("");
    Credentials known = credentials;
    return Place.of(
        id,
        known == null ? "" : known.account().orElse(""),
        clients.endpoint(id).flatMap(LastEndpoint::known),
        proxies::inWords);
  }

  @Override
  public void close() {
    clients.close();
    SdkHttpClient client;
    Credentials provider;
    synchronized (this) {
      client = http;
      provider = credentials;
    }
    if (client != null) {
      client.close();
    }
    if (provider != null) {
      provider.close();
    }
    timeouts.shutdownNow();
  }

  @Override
  public Optional<SourcedValue> proxy() {
    KmsClient client = client(Optional.empty());
    URI endpoint =
        client
            .serviceClientConfiguration()
            .endpointOverride()
            .orElseGet(() -> endpointOfAws(Region.of(defaultRegion())));
    return Optional.of(proxies.to(endpoint).told());
  }

  /** As the SDK knows it without a call. */
  private URI endpointOfAws(Region region) {
    List<EndpointTag> tags = new ArrayList<>();
    if (configuration.isOn(Setting.FIPS)) {
      tags.add(EndpointTag.FIPS);
    }
    if (configuration.isOn(Setting.DUALSTACK)) {
      tags.add(EndpointTag.DUALSTACK);
    }
    ServiceEndpointKey key = ServiceEndpointKey.builder().region(region).tags(tags).build();
    return URI.create("https://" + KmsClient.serviceMetadata().endpointFor(key));
  }

  private void requireSecure(URI endpoint) {
    if ("https".equalsIgnoreCase(endpoint.getScheme())
        || configuration.isOn(Setting.ALLOW_INSECURE_ENDPOINT)) {
      return;
    }
    if (HostAddress.isLoopback(String.valueOf(endpoint.getHost()))) {
      return;
    }
    throw new IllegalArgumentException(
        "the endpoint http://"
            + endpoint.getHost()
            + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort())
            + " is plain http to another machine; use https, or set allowInsecureEndpoint=true");
  }

  private synchronized SdkHttpClient http() {
    SdkHttpClient client = http;
    if (client == null) {
      client = HttpClients.create(configuration, proxies);
      http = client;
    }
    return client;
  }

  private synchronized Credentials credentialsProvider() {
    Credentials provider = credentials;
    if (provider == null) {
      provider =
          CredentialChain.create(
              configuration.text(Setting.PROFILE),
              configuration.text(Setting.REGION),
              http(),
              proxies,
              timeouts);
      credentials = provider;
    }
    return provider;
  }

  @Override
  public boolean hasOtherCredentials(AwsServiceException refusal, Duration rest) {
    Credentials known = credentials;
    return known != null && known.areReplaced(refusal, rest);
  }

  @Override
  public Optional<AwsCredentialsIdentity> credentials() {
    return Optional.of(credentialsProvider().resolveCredentials());
  }
}
