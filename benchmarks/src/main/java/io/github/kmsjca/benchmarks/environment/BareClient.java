package io.github.kmsjca.benchmarks.environment;

import io.github.kmsjca.localkms.LocalKms;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * A client as a program without us would make it, on the HTTP client that we use too, and with the
 * same deadlines.
 */
public final class BareClient {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  private BareClient() {}

  public static KmsClient of(URI endpoint) {
    return KmsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(LocalKmsProcess.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(
            o -> o.apiCallTimeout(CALL_TIMEOUT).apiCallAttemptTimeout(ATTEMPT_TIMEOUT))
        .build();
  }
}
