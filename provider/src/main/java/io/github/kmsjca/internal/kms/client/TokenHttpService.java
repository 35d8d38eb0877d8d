package io.github.kmsjca.internal.kms.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Our HTTP client for those that the AWS SDK makes by itself, to fetch roles and tokens that a
 * profile names. The SDK knows of it in the -all.jar only: beside the normal jar it would be one of
 * two, and the application's own clients would find it too.
 */
public final class TokenHttpService implements SdkHttpService {
  /** Of the credentials that this thread asks for, since the SDK has no room to pass it on. */
  private static final ThreadLocal<@Nullable ProxyRule> RULE = new ThreadLocal<>();

  /** The clients that are made on this thread until {@link #end} go by that rule. */
  static void begin(ProxyRule rule) {
    RULE.set(rule);
  }

  static void end() {
    RULE.remove();
  }

  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    ProxyRule rule = RULE.get();
    if (rule == null) {
      throw new IllegalStateException("This is for the credentials of our own clients.");
    }
    return new Builder(rule);
  }

  private record Builder(ProxyRule rule) implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap limits) {
      return HttpClients.create(
          limits.merge(SdkHttpConfigurationOption.GLOBAL_HTTP_DEFAULTS), rule);
    }
  }
}
