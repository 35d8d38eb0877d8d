package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;

/** The process is killed while clients make keys; what they got answered is there afterwards. */
@Timeout(300)
final class KilledProcessTest {
  private static final int ROUNDS = Boolean.getBoolean("soak") ? 20 : 2;
  private static final int CLIENTS = 4;
  private static final Pattern ENDPOINT = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @TempDir Path data;

  /** What was answered: by the alias of a key what it encrypted. */
  private final Map<String, SdkBytes> encrypted = new ConcurrentHashMap<>();

  @Test
  void whatWasAnsweredIsThere() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      killed(round);
      check();
    }
    assertThat(encrypted).isNotEmpty();
  }

  private void killed(int round) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--data",
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      Matcher endpoint = ENDPOINT.matcher(out.readLine());
      assertThat(endpoint.find()).isTrue();
      List<Thread> threads = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = "alias/" + round + "-" + client + "-";
        Thread thread = new Thread(() -> makeKeys(URI.create(endpoint.group()), name));
        thread.start();
        threads.add(thread);
      }
      int before = encrypted.size();
      while (encrypted.size() < before + 20) {
        Thread.sleep(10);
      }
      process.destroyForcibly();
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private void makeKeys(URI endpoint, String prefix) {
    try (KmsClient kms = client(endpoint)) {
      for (int number = 0; ; number++) {
        String alias = prefix + number;
        String key = kms.createKey(r -> r.tags(tag("of", "somebody"))).keyMetadata().keyId();
        kms.createAlias(r -> r.aliasName(alias).targetKeyId(key));
        kms.tagResource(r -> r.keyId(key).tags(tag("of", alias)));
        SdkBytes plaintext = SdkBytes.fromUtf8String(alias);
        encrypted.put(alias, kms.encrypt(r -> r.keyId(key).plaintext(plaintext)).ciphertextBlob());
      }
    } catch (SdkException killed) {
      // Its last calls may or may not have taken place.
    }
  }

  private void check() {
    try (LocalKms kms = LocalKms.builder().data(data).start();
        KmsClient client = client(kms.endpoint())) {
      encrypted.forEach(
          (alias, ciphertext) -> {
            assertThat(client.decrypt(r -> r.ciphertextBlob(ciphertext)).plaintext().asUtf8String())
                .isEqualTo(alias);
            String key = client.describeKey(r -> r.keyId(alias)).keyMetadata().keyId();
            assertThat(client.listResourceTags(r -> r.keyId(key)).tags())
                .containsExactly(tag("of", alias));
          });
    }
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().tagKey(key).tagValue(value).build();
  }

  private static KmsClient client(URI endpoint) {
    return KmsClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }
}
