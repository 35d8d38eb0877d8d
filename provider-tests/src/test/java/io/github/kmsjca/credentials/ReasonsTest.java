package io.github.kmsjca.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.SigningProbe;
import io.github.kmsjca.testkit.TestKms;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each link of the chain that fails says why in the exception's message, and no two say the same.
 */
class ReasonsTest {
  private static final String SECRET = "a-secret-perhaps";

  @RegisterExtension static final TestKms kms = TestKms.start();

  @TempDir Path home;

  private ForkedJvm jvm() throws Exception {
    Profiles profiles = Profiles.create(home);
    Files.writeString(
        profiles.config(),
        Files.readString(profiles.config())
            + """
            [profile exits]
            credential_process = sh -c "exit 7"
            [profile half]
            aws_access_key_id = AKIDHALF
            [profile circle]
            role_arn = arn:aws:iam::000000000000:role/web
            source_profile = circle2
            [profile circle2]
            role_arn = arn:aws:iam::000000000000:role/web
            source_profile = circle
            [profile both]
            role_arn = arn:aws:iam::000000000000:role/web
            source_profile = static
            credential_source = Environment
            """);
    return new ForkedJvm(SigningProbe.class)
        .property("awskms.endpoint", kms.endpoint())
        .environment("HOME", home.toString())
        .environment("AWS_CONFIG_FILE", profiles.config().toString())
        .environment("AWS_EC2_METADATA_DISABLED", "true")
        .option("-XX:TieredStopAtLevel=1");
  }

  private static List<String> outcomes(ForkedJvm jvm, String... settings) throws Exception {
    ForkedJvm.Result result = jvm.run(settings);
    assertThat(result.output()).doesNotContain(SECRET);
    List<String> outcomes = SigningProbe.outcomes(result);
    assertThat(outcomes).as(result.output()).hasSameSizeAs(settings);
    return outcomes;
  }

  /** The environment's credentials are good ones, and not taken in a profile's place. */
  @Test
  void profiles() throws Exception {
    String[] names = {
      "absent",
      "empty",
      "no-source",
      "garbage",
      "no-token-file",
      "logged-out",
      "exits",
      "half",
      "circle",
      "both",
      "static"
    };
    String[] settings = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      settings[i] = "region=us-east-1;profile=" + names[i];
    }
    List<String> outcomes =
        outcomes(
            jvm()
                .environment("AWS_REGION", "us-east-1")
                .environment("AWS_ACCESS_KEY_ID", "AKIDLOCALKMS")
                .environment("AWS_SECRET_ACCESS_KEY", "local-kms"),
            settings);
    String[] reasons = {
      "no credentials for profile 'absent'",
      "no credentials for profile 'empty'",
      "but that source profile has no credentials",
      "Failed to refresh process-based credentials (Json",
      "NoSuchFileException: /no/such/file",
      "run aws sso login",
      "non-zero exit value (7)",
      "Profile property 'aws_secret_access_key' was not configured for 'half'",
      "Circular relationship detected",
      "has both",
    };
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < reasons.length; i++) {
      assertThat(outcomes.get(i))
          .contains("no AWS credentials could be had (profile '" + names[i] + "': ")
          .containsIgnoringCase(reasons[i]);
      texts.add(outcomes.get(i).replace(names[i], ""));
    }
    assertThat(texts).hasSize(reasons.length);
    assertThat(outcomes.get(reasons.length)).isEqualTo("signed");
  }

  @Test
  void environment() throws Exception {
    HttpServer agent =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agent.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    agent.start();
    String uri = "http://127.0.0.1:" + agent.getAddress().getPort() + "/" + SECRET;
    try {
      assertThat(container(uri)).contains("ContainerCredentialsProvider", "403");
    } finally {
      agent.stop(0);
    }
    assertThat(container(uri)).contains("ContainerCredentialsProvider", "refused");
    assertThat(container("http://192.0.2.1/"))
        .contains("ContainerCredentialsProvider", "192.0.2.1");
    assertThat(
            outcomes(
                    jvm()
                        .environment("AWS_WEB_IDENTITY_TOKEN_FILE", "/no/such/file")
                        .environment("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/web"),
                    "region=us-east-1")
                .get(0))
        .contains("no AWS credentials could be had", "NoSuchFileException: /no/such/file");
  }

  private String container(String uri) throws Exception {
    return outcomes(
            jvm().environment("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri), "region=us-east-1")
        .get(0);
  }

  @Test
  void regions() throws Exception {
    List<String> outcomes =
        outcomes(
            jvm()
                .environment("AWS_ACCESS_KEY_ID", "AKIDLOCALKMS")
                .environment("AWS_SECRET_ACCESS_KEY", "local-kms"),
            "",
            "profile=static",
            "region=US East",
            "region=us-east-1");
    assertThat(outcomes.get(0)).contains("no Region could be found").contains("AWS_REGION");
    assertThat(outcomes.get(1)).contains("no Region could be found");
    assertThat(outcomes.get(2)).contains("US East").doesNotContain("no AWS credentials");
    assertThat(outcomes.get(3)).isEqualTo("signed");
  }
}
