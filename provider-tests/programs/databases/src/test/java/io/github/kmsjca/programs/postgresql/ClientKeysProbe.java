package io.github.kmsjca.programs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.KmsSslSocketFactory;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.security.Security;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A program that connects as several users; see {@link ClientKeysTest}. */
final class ClientKeysProbe {
  private final String port;
  private final String endpoint;
  private final String protocol;

  private ClientKeysProbe(String port, String endpoint, String protocol) {
    this.port = port;
    this.endpoint = endpoint;
    this.protocol = protocol;
  }

  /** Settings of an instance, up to the name of its file. */
  private String instance(String name) {
    return "name="
        + name
        + ";region="
        + TestKms.REGION
        + ";endpoint="
        + endpoint
        + ";certificates=";
  }

  /** Arguments: port of the server, endpoint of KMS, protocol. The keystore files lie here. */
  public static void main(String[] args) {
    ClientKeysProbe probe = new ClientKeysProbe(args[0], args[1], args[2]);
    Report report = new Report();
    report.check("making a factory registers nothing", ClientKeysProbe::factory);
    report.check("two users with two keys at once", probe::twoKeys);
    report.check("the provider is the last one", ClientKeysProbe::position);
    report.check("the key decides, not the URL's user", probe::wrongUser);
    report.check("an instance of its own, and its file's anchors", probe::ownInstance);
    report.check("many connections at once", probe::manyAtOnce);
    report.check("verify-full looks at the server's name", probe::serverName);
    report.check("a server that is not trusted", probe::untrusted);
    report.check("without argument: the setting certificates", probe::withoutArgument);
    report.check("a key that KMS refuses", probe::refused);
    report.check("no file", probe::noFile);
    report.check("a mistyped setting", probe::mistake);
    report.check("other settings than the registered provider's", probe::otherSettings);
    report.check("after close() there is a new provider", probe::afterClose);
    report.done();
  }

  private static void factory() {
    assertThat(new KmsSslSocketFactory("shop.kms")).isNotNull();
    assertThat(Security.getProvider("AWSKMS")).isNull();
  }

  private void twoKeys() throws SQLException {
    try (Connection shop = connect("shop", "shop.kms");
        Connection report = connect("report", "report.kms")) {
      assertThat(tls(shop)).startsWith("shop /CN=shop " + protocol);
      assertThat(tls(report)).startsWith("report /CN=report " + protocol);
    }
  }

  private static void position() {
    Provider[] providers = Security.getProviders();
    assertThat(providers[providers.length - 1]).isInstanceOf(KmsProvider.class);
  }

  private void wrongUser() {
    assertThatThrownBy(() -> connect("unknown", "shop.kms").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("certificate authentication failed for user \"unknown\"");
  }

  private void ownInstance() throws SQLException {
    Provider before = Security.getProvider("AWSKMS");
    try (Connection report = connect("report", instance("Reports") + "report.kms;trust=true")) {
      assertThat(tls(report)).startsWith("report /CN=report");
    }
    assertThat(Security.getProvider("AWSKMS")).isSameAs(before);
    assertThat(Security.getProvider("Reports")).isInstanceOf(KmsProvider.class);
  }

  private void manyAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String user = i % 2 == 0 ? "shop" : "report";
        answers.add(
            pool.submit(
                () -> {
                  try (Connection connection = connect(user, user + ".kms")) {
                    return tls(connection);
                  }
                }));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).startsWith(i % 2 == 0 ? "shop " : "report ");
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(Arrays.stream(Security.getProviders()).filter(p -> p.getName().equals("AWSKMS")))
        .hasSize(1);
  }

  /** A name of this machine that no certificate has. */
  private void serverName() throws SQLException {
    Properties properties = properties("shop", "shop.kms");
    assertThatThrownBy(() -> DriverManager.getConnection(url("127.1"), properties).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("hostname 127.1 could not be verified");
    properties.setProperty("sslmode", "require");
    try (Connection shop = DriverManager.getConnection(url("127.1"), properties)) {
      assertThat(tls(shop)).startsWith("shop ");
    }
  }

  /** By the anchors of its file, which are not the JVM's. */
  private void untrusted() {
    String argument = instance("Strangers") + "strangers.kms;trust=true";
    assertThatThrownBy(() -> connect("report", argument).close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("PKIX path");
  }

  private void withoutArgument() throws SQLException {
    Properties properties = properties("shop", "");
    properties.remove("sslfactoryarg");
    try (Connection shop = DriverManager.getConnection(url("localhost"), properties)) {
      assertThat(tls(shop)).startsWith("shop ");
    }
  }

  /** The server's words are all that the driver has; ours are in the log, see the test. */
  private void refused() {
    assertThatThrownBy(() -> connect("shop", "refused.kms").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("connection requires a valid client certificate");
  }

  private void noFile() {
    assertThatThrownBy(() -> connect("shop", "missing.kms").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("missing.kms");
  }

  private void mistake() {
    assertThatThrownBy(() -> connect("shop", "certificates=shop.kms;regoin=x").close())
        .hasMessageContaining("unknown key 'regoin'");
  }

  private void otherSettings() {
    assertThatThrownBy(() -> connect("shop", "certificates=shop.kms;region=eu-west-1").close())
        .hasMessageContaining("registered with other settings than those of argument: region");
  }

  private void afterClose() throws Exception {
    KmsProvider before = (KmsProvider) Objects.requireNonNull(Security.getProvider("AWSKMS"));
    before.close();
    try (Connection shop = connect("shop", "shop.kms")) {
      assertThat(tls(shop)).startsWith("shop ");
    }
    assertThat(Security.getProvider("AWSKMS")).isNotSameAs(before);
  }

  private Connection connect(String user, String argument) throws SQLException {
    return DriverManager.getConnection(url("localhost"), properties(user, argument));
  }

  private String url(String host) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + PostgresServer.DATABASE;
  }

  private static Properties properties(String user, String argument) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslfactory", KmsSslSocketFactory.class.getName());
    properties.setProperty("sslfactoryarg", argument);
    return properties;
  }

  /** Who the server takes this for, by which certificate, and the protocol. */
  private static String tls(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_user || ' ' || client_dn || ' ' || version from pg_stat_ssl"
                    + " where pid = pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }
}
