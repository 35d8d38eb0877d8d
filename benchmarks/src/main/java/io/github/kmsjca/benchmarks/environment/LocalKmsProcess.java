package io.github.kmsjca.benchmarks.environment;

import io.github.kmsjca.localkms.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final URI endpoint;
  private final String admin;
  private final String token;

  private LocalKmsProcess(Process process, BufferedReader output) throws IOException {
    this.process = process;
    this.endpoint = URI.create(lastWord(output));
    this.admin = lastWord(output);
    this.token = lastWord(output);
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
                "0",
                "--admin-port",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    // A benchmark that fails is not torn down, and this process would outlive it.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "local-kms"));
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new LocalKmsProcess(process, output);
  }

  private static String lastWord(BufferedReader output) throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the local KMS ended at once");
    }
    return line.substring(line.lastIndexOf(' ') + 1);
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

  /** From now on its answers come that much later. */
  public void latency(Duration latency) throws IOException, InterruptedException {
    String body = "{\"latency\": \"" + latency.toMillis() + "ms\"}";
    send("/latency", request -> request.PUT(BodyPublishers.ofString(body)));
  }

  /** How many calls of that operation there were. */
  public long calls(String operation) throws IOException, InterruptedException {
    String status = send("/status", HttpRequest.Builder::GET);
    Matcher count = Pattern.compile('"' + operation + "\"\\s*:\\s*(\\d+)").matcher(status);
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }

  private String send(String path, UnaryOperator<HttpRequest.Builder> method)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(admin + path)).header("Authorization", "Bearer " + token);
    HttpResponse<String> response =
        HTTP.send(method.apply(request).build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
