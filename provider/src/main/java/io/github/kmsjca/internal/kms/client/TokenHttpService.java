package io.github.kmsjca.internal.kms.client;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;

/**
 * Our HTTP client for those that the AWS SDK makes by itself, to fetch roles and tokens that a
 * profile names. The SDK knows of it in the -all.jar only: beside the normal jar it would be one of
 * two, and the application's own clients would find it too.
 */
public final class TokenHttpService implements SdkHttpService {
  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    return new InterruptibleClient.Builder(HttpClients.builder());
  }
}
