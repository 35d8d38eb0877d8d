package io.github.kmsjca.benchmarks.environment;

import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.localkms.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * A local KMS in a process of its own, so that its allocations and CPU time are not counted as
 * ours.
 */
public final class LocalKmsProcess implements AutoCloseable {
  /** The Region of its keys. */
  public static final String REGION = "eu-west-1";

  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);

  private final Process process;
  private final URI endpoint;

  private LocalKmsProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  public static LocalKmsProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // A benchmark that fails is not torn down, and this process would outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "local-kms"));
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the local KMS ended at once");
    }
    return new LocalKmsProcess(process, URI.create(line.substring(line.lastIndexOf(' ') + 1)));
  }

  public URI endpoint() {
    return endpoint;
  }

  /**
   * A client as a program without us would make it, on the HTTP client that we use too, and with
   * the same deadlines.
   */
  public KmsClient client() {
    return KmsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)))
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(
            o -> o.apiCallTimeout(CALL_TIMEOUT).apiCallAttemptTimeout(ATTEMPT_TIMEOUT))
        .build();
  }

  /** Makes a signing key and gives its ARN. */
  public String createKey(String keySpec) {
    try (KmsClient client = client()) {
      return client
          .createKey(
              request ->
                  request.keySpec(KeySpec.fromValue(keySpec)).keyUsage(KeyUsageType.SIGN_VERIFY))
          .keyMetadata()
          .arn();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
