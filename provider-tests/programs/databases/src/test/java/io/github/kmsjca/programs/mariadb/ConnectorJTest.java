package io.github.kmsjca.programs.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Databases;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.jdbc.JdbcProgram;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.TestCa;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MySQL's driver takes keystores of the type AWSKMS by the URL: one JVM, two users, two keys. */
class ConnectorJTest {
  private static final String QUERY =
      "select concat(current_user(), ' by ', variable_value) from information_schema.session_status"
          + " where variable_name = 'Ssl_version'";

  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static MariaDbServer server;

  @BeforeAll
  static void start() throws Exception {
    KmsIdentities identities = HOST.identities();
    server =
        MariaDbServer.start(
            identities.ca(),
            "create user shop@'%' require subject '/CN=shop';",
            "create user report@'%' require x509;",
            "create database shop;",
            "grant select on shop.* to shop@'%', report@'%';");
    new KeyStoreText()
        .key("shop", identities.createCertified("shop", "ECC_NIST_P256"))
        .write(HOST.folder().resolve("client.kms"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static String url(String user, String keyStore) {
    return Guide.block("databases.md", "MySQL and MariaDB with Connector/J", "text")
        .with("db.example.org", "localhost:" + server.port())
        .with("user=shop", "user=" + user)
        .with("/etc/shop/client.kms", HOST.folder().resolve(keyStore))
        .with("/etc/shop/trust.p12", HOST.folder().resolve("trust.p12"))
        .with("=...", "=" + TestCa.PASSWORD)
        .line();
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void eachUrlHasAKey(Installation way) throws Exception {
    ProgramHost.Run run =
        HOST.run(
                way,
                JdbcProgram.class,
                QUERY,
                url("shop", "client.kms"),
                url("report", "rsa.kms"),
                url("report", "rsa.kms") + "&tlsVersions=TLSv1.2",
                url("shop", "rsa.kms"),
                url("shop", "refused.kms"))
            .succeeded();
    assertThat(run.output())
        .contains("shop@% by TLSv1.3", "report@% by TLSv1.3", "report@% by TLSv1.2")
        .doesNotContain("shop@% by TLSv1.2");
    // The last but one is not the subject that the server wants.
    Databases.CONNECTOR_J.assertCosts(run.calls(), 4);
    // The last is the server's refusal, and our reason before it.
    assertThat(run.output())
        .containsSubsequence(
            "Access denied for user 'shop'@",
            "WARNING: KeyStore entry 'web'",
            "the key is disabled",
            "Access denied for user 'shop'@");
  }
}
