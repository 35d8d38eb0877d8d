package io.github.kmsjca.benchmarks.environment;

import io.github.kmsjca.localkms.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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

  private static @Nullable LocalKmsProcess shared;

  private final Process process;
  private final URI endpoint;

  private LocalKmsProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** The one that lives as long as this JVM; nobody closes it. */
  static synchronized LocalKmsProcess shared() throws IOException {
    if (shared == null) {
      shared = start();
    }
    return shared;
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

  /** A client of it that has nothing of ours. */
  public KmsClient client() {
    return BareClient.of(endpoint);
  }

  /** Makes a signing key and gives its ARN. */
  public String createKey(String keySpec) {
    return createKey(keySpec, KeyUsageType.SIGN_VERIFY);
  }

  /** Makes a key for envelope encryption and gives its ARN. */
  public String createSymmetricKey() {
    return createKey(KeySpec.SYMMETRIC_DEFAULT.toString(), KeyUsageType.ENCRYPT_DECRYPT);
  }

  private String createKey(String keySpec, KeyUsageType usage) {
    try (KmsClient client = client()) {
      return client
          .createKey(request -> request.keySpec(KeySpec.fromValue(keySpec)).keyUsage(usage))
          .keyMetadata()
          .arn();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
