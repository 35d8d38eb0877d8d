package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** The local KMS as a process of its own. */
@Timeout(60)
final class MainTest {
  private static final Pattern ENDPOINT = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void itSaysWhereItListensAndEndsOnSigterm() throws Exception {
    Process process = start("--port", "0");
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    URI uri = endpoint(out.readLine());
    connect(uri);
    process.toHandle().destroy(); // unlike Process.destroy this leaves its output readable
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isIn(0, 143);
    assertThat(out.readLine())
        .isEqualTo("Every access key may do all that key policies allow its account");
    assertThat(out.readLine()).as("a third line").isNull();
    assertThatThrownBy(() -> connect(uri)).isInstanceOf(IOException.class);
  }

  @Test
  void itFailsAsToldAndIsSteeredFromOutside() throws Exception {
    Process process = start("--admin-port", "0", "--fault", "ListKeys=accessDenied");
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    URI kms = endpoint(out.readLine());
    URI admin = endpoint(out.readLine());
    String token = out.readLine();
    assertThat(token).startsWith("Admin token: ");
    try (KmsClient client = client(kms)) {
      assertThatThrownBy(client::listKeys).hasMessageContaining("not authorized");
      HttpRequest clear =
          HttpRequest.newBuilder(admin.resolve("/faults"))
              .header("Authorization", "Bearer " + token.substring("Admin token: ".length()))
              .DELETE()
              .build();
      assertThat(HttpClient.newHttpClient().send(clear, BodyHandlers.discarding()).statusCode())
          .isEqualTo(204);
      assertThat(client.listKeys().keys()).isEmpty();
    }
  }

  @Test
  void eachCallIsALineAndTheTimeIsAnother() throws Exception {
    Process process = start("--log", "--clock=frozen:2030-01-01T00:00:00Z", "--access-key=AKID:x");
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    try (KmsClient client = client(endpoint(out.readLine()))) {
      KeyMetadata key = client.createKey(r -> r.description("private matter")).keyMetadata();
      assertThat(key.creationDate()).isEqualTo("2030-01-01T00:00:00Z");
      assertThat(out.readLine())
          .matches(
              "\\S+Z CreateKey us-east-1 arn:aws:iam::000000000000:user/AKIDLOCALKMS - ok"
                  + " [0-9a-f-]{36}");
      assertThatThrownBy(() -> client.describeKey(r -> r.keyId("no\nkey"))).isNotNull();
      assertThat(out.readLine()).contains(" DescribeKey ", " no?key ").doesNotContain("private");
    }
  }

  @Test
  void itSpeaksHttpsAndHandsItsCertificateOver() throws Exception {
    Process process = start("--tls");
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    assertThat(out.readLine()).contains("https://127.0.0.1:");
    assertThat(out.readLine()).isEqualTo("-----BEGIN CERTIFICATE-----");
    Path file = folder.resolve("kms.pem");
    Process quiet = start("--tls", "--tls-certificate-out", file.toString());
    BufferedReader told = new BufferedReader(new InputStreamReader(quiet.getInputStream(), UTF_8));
    told.readLine();
    assertThat(told.readLine()).contains("kms.pem");
    assertThat(Files.readString(file)).startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void anAdminPortInUseEndsItWithAReason() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = start("--admin-port", String.valueOf(taken.getLocalPort()));
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(text(process)).isEmpty();
      assertThat(errors(process)).contains("admin endpoint", "port " + taken.getLocalPort());
    }
  }

  @Test
  void aPortInUseEndsItWithAReason() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = start("--port", String.valueOf(taken.getLocalPort()));
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(text(process)).isEmpty();
      assertThat(errors(process)).contains("port " + taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--wrong",
        "--port",
        "--port x",
        "--port 70000",
        "--host 0.0.0.0",
        "--fault Sing=throttle"
      })
  void badArgumentsEndItWithAReason(String arguments) throws Exception {
    Process process = start(Pattern.compile(" ").split(arguments, -1));
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(text(process)).isEmpty();
    assertThat(errors(process)).isNotEmpty();
  }

  @Test
  void itExplainsItself() throws Exception {
    Process process = start("--help");
    assertThat(text(process)).contains("usage:", "--port", "--host", "--help");
    assertThat(process.waitFor()).isZero();
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.kmsjca.localkms.Main"));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  private static URI endpoint(String line) {
    Matcher endpoint = ENDPOINT.matcher(line);
    assertThat(endpoint.find()).as(line).isTrue();
    return URI.create(endpoint.group());
  }

  private static KmsClient client(URI endpoint) {
    return KmsClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  private static void connect(URI endpoint) throws IOException {
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      assertThat(socket.isConnected()).isTrue();
    }
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private static String errors(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), UTF_8);
  }
}
