package io.github.kmsjca.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Credentials of a container, as EKS Pod Identity and ECS give them: the AWS SDK fetches them by
 * the JDK's HTTP client, whatever the client of KMS is, and that logs headers.
 */
class MetadataLoggingTest {
  private static final String LOGGER = "sun.net.www.protocol.http.HttpURLConnection";
  private static final String TOKEN = "token-of-the-container";

  @RegisterExtension static final TestKms kms = TestKms.start();
  @TempDir static Path dir;

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer container;

  @BeforeEach
  void start() throws Exception {
    container = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] credentials =
        """
        {"AccessKeyId": "AKIDLOCALKMS", "SecretAccessKey": "local-kms", "Token": "session",
         "Expiration": "2099-01-01T00:00:00Z"}
        """
            .getBytes(UTF_8);
    container.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, credentials.length);
          exchange.getResponseBody().write(credentials);
          exchange.close();
        });
    container.start();
  }

  @AfterEach
  void stop() {
    container.stop(0);
  }

  private String run(String... levels) throws Exception {
    Path file = Files.createTempFile(dir, "logging", ".properties");
    Files.writeString(
        file,
        "handlers=java.util.logging.ConsoleHandler\n"
            + "java.util.logging.ConsoleHandler.level=ALL\n"
            + String.join("\n", levels));
    return new ForkedJvm(SigningProbe.class)
        .property("java.util.logging.config.file", file)
        .property("awskms.endpoint", kms.endpoint())
        .property("awskms.region", TestKms.REGION)
        .environment(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "http://127.0.0.1:" + container.getAddress().getPort() + "/")
        .environment("AWS_CONTAINER_AUTHORIZATION_TOKEN", TOKEN)
        .run()
        .output();
  }

  @Test
  void theirTokenIsNotLogged() throws Exception {
    assertThat(run(LOGGER + ".level=FINE"))
        .contains("the logger " + LOGGER + " would write data keys, plaintexts or session tokens")
        .doesNotContain("SIGNED", TOKEN);
    assertThat(asked).hasValue(0);
  }

  @Test
  void theyAreUsedWhileThatLoggerIsOff() throws Exception {
    assertThat(run()).contains("SIGNED").doesNotContain(TOKEN);
    assertThat(asked).hasPositiveValue();
  }
}
