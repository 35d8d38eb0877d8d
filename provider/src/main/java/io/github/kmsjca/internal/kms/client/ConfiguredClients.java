package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** One lazily made client per Region, over one HTTP client and one credential chain. */
final class ConfiguredClients implements KmsClients {
  private final Configuration configuration;
  private final Map<String, KmsClient> clients = new ConcurrentHashMap<>();
  private final Map<String, LastEndpoint> endpoints = new ConcurrentHashMap<>();
  private volatile @Nullable String defaultRegion;
  private @Nullable SdkHttpClient http;
  private volatile @Nullable Credentials credentials;

  ConfiguredClients(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public KmsClient client(Optional<String> region) {
    String id = region.orElseGet(this::defaultRegion);
    KmsClient client = clients.get(id);
    return client != null ? client : make(id);
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

  private synchronized KmsClient make(String region) {
    KmsClient made = clients.get(region);
    if (made != null) {
      return made;
    }
    LastEndpoint endpoint = new LastEndpoint();
    KmsClientBuilder builder =
        KmsClient.builder()
            .region(Region.of(region))
            .httpClient(http())
            .credentialsProvider(credentialsProvider())
            .overrideConfiguration(
                o ->
                    o.apiCallTimeout(configuration.duration(Setting.CALL_TIMEOUT))
                        .apiCallAttemptTimeout(configuration.duration(Setting.ATTEMPT_TIMEOUT))
                        .retryStrategy(Retries.upTo(configuration.count(Setting.MAX_ATTEMPTS)))
                        .addExecutionInterceptor(new RestOfCall())
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
    endpoints.put(region, endpoint);
    clients.put(region, client);
    return client;
  }

  @Override
  public Place place(Optional<String> region) {
    String id = region.or(() -> Optional.ofNullable(defaultRegion)).orElse("");
    LastEndpoint endpoint = endpoints.get(id);
    Credentials known = credentials;
    return Place.of(
        id,
        known == null ? "" : known.account().orElse(""),
        endpoint == null ? Optional.empty() : endpoint.known());
  }

  private void requireSecure(URI endpoint) {
    if ("https".equalsIgnoreCase(endpoint.getScheme())
        || configuration.isOn(Setting.ALLOW_INSECURE_ENDPOINT)) {
      return;
    }
    try {
      // A name is not looked up: what it means may change between this look and the call.
      String host = endpoint.getHost();
      if (host.equals("localhost")
          || (host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress())) {
        return;
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("the endpoint's host is not valid", e);
    }
    throw new IllegalArgumentException(
        "the endpoint http://"
            + endpoint.getHost()
            + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort())
            + " is plain http to another machine; use https, or set allowInsecureEndpoint=true");
  }

  private SdkHttpClient http() {
    SdkHttpClient client = http;
    if (client == null) {
      client = new InterruptibleClient(HttpClients.create(configuration));
      http = client;
    }
    return client;
  }

  private Credentials credentialsProvider() {
    Credentials provider = credentials;
    if (provider == null) {
      provider =
          CredentialChain.create(
              configuration.text(Setting.PROFILE), configuration.text(Setting.REGION), http());
      credentials = provider;
    }
    return provider;
  }

  @Override
  public Optional<AwsCredentialsIdentity> credentials() {
    Credentials provider;
    synchronized (this) {
      provider = credentialsProvider();
    }
    return Optional.of(provider.resolveCredentials());
  }
}
