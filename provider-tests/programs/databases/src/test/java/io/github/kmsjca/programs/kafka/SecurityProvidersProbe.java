package io.github.kmsjca.programs.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.KmsSecurityProviderCreator;
import io.github.kmsjca.testkit.EngineHandshake;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TlsTerms;
import java.net.InetAddress;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.network.ConnectionMode;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.common.security.ssl.SslFactory;

/** A program with several of Kafka's clients; see {@link SecurityProvidersTest}. */
final class SecurityProvidersProbe {
  private static final String CREATOR = KmsSecurityProviderCreator.class.getName();

  private final Map<String, Object> configuration = new HashMap<>();

  private SecurityProvidersProbe(String[] args) {
    configuration.put("bootstrap.servers", "127.0.0.1:1");
    configuration.put("security.protocol", "SSL");
    configuration.put("ssl.keystore.type", "AWSKMS");
    configuration.put("ssl.keystore.location", args[0]);
    configuration.put("ssl.keystore.password", "ignored");
    configuration.put("ssl.truststore.type", "PKCS12");
    configuration.put("ssl.truststore.location", args[1]);
    configuration.put("ssl.truststore.password", TestCa.PASSWORD);
    configuration.put("awskms.endpoint", args[2]);
    configuration.put("awskms.region", args[3]);
  }

  /** Arguments: keystore, trust store, endpoint and Region of KMS. */
  public static void main(String[] args) {
    SecurityProvidersProbe probe = new SecurityProvidersProbe(args);
    Report report = new Report();
    report.check("without it there is no such KeyStore", () -> probe.assertUnknownType(Map.of()));
    report.check(
        "the provider's own class is none of security.providers",
        () -> probe.assertUnknownType(providers(KmsProvider.class.getName())));
    report.check("a mistyped setting keeps the client from starting", probe::mistake);
    report.check("two engines of Kafka, TLS 1.3", () -> probe.engines("TLSv1.3"));
    report.check("two engines of Kafka, TLS 1.2", () -> probe.engines("TLSv1.2"));
    report.check("position 1, and once", SecurityProvidersProbe::position);
    report.check("an admin client shows its certificate", probe::adminClient);
    report.check("further clients find the same provider", probe::furtherClients);
    report.check("other settings are refused", probe::otherSettings);
    report.check("a closed provider is replaced", probe::closed);
    report.done();
  }

  private static Map<String, String> providers(String classes) {
    return Map.of("security.providers", classes);
  }

  private Map<String, Object> with(Map<String, String> more) {
    Map<String, Object> all = new HashMap<>(configuration);
    all.putAll(more);
    return all;
  }

  /** As Kafka's channel builders do: what Kafka knows, parsed, and all else as it is. */
  private SSLContext context(ConnectionMode mode, Map<String, String> more) {
    AdminClientConfig config = new AdminClientConfig(with(more));
    Map<String, Object> all = new HashMap<>(config.originals());
    all.putAll(config.values());
    try (SslFactory factory = new SslFactory(mode)) {
      factory.configure(all);
      return ((DefaultSslEngineFactory) factory.sslEngineFactory()).sslContext();
    }
  }

  private void assertUnknownType(Map<String, String> more) {
    assertThatThrownBy(() -> context(ConnectionMode.CLIENT, more))
        .isInstanceOf(KafkaException.class)
        .hasStackTraceContaining("AWSKMS not found");
    assertThat(Security.getProvider("AWSKMS")).isNull();
  }

  private void mistake() {
    Map<String, Object> wrong = with(Map.of("security.providers", CREATOR, "awskms.regoin", "x"));
    assertThatThrownBy(() -> Admin.create(wrong).close())
        .isInstanceOf(KafkaException.class)
        .hasStackTraceContaining("unknown key 'regoin' (Kafka's configuration)");
    assertThat(Security.getProvider("AWSKMS")).isNull();
  }

  private void engines(String protocol) throws Exception {
    SSLContext server = context(ConnectionMode.SERVER, providers(CREATOR));
    SSLContext client = context(ConnectionMode.CLIENT, providers(CREATOR));
    Handshake.Outcome outcome = EngineHandshake.run(server, client, TlsTerms.of(protocol));
    assertThat(outcome.client().established().getPeerPrincipal().getName()).isEqualTo("CN=kafka");
    assertThat(outcome.server().established().getPeerPrincipal().getName()).isEqualTo("CN=kafka");
  }

  private static void position() {
    assertThat(Security.getProviders()[0]).isInstanceOf(KmsProvider.class);
    assertThat(Arrays.stream(Security.getProviders()).filter(KmsProvider.class::isInstance))
        .hasSize(1);
  }

  /** The other end knows no Kafka, and needs none to see who calls. */
  private void adminClient() throws Exception {
    SSLContext server = context(ConnectionMode.SERVER, providers(CREATOR));
    try (SSLServerSocket listener =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      listener.setNeedClientAuth(true);
      listener.setSoTimeout(60_000);
      FutureTask<String> caller = new FutureTask<>(() -> caller(listener));
      Thread thread = new Thread(caller, "listener");
      thread.setDaemon(true);
      thread.start();
      Map<String, Object> config =
          with(
              Map.of(
                  "security.providers",
                  CREATOR,
                  "bootstrap.servers",
                  "localhost:" + listener.getLocalPort()));
      Admin client = Admin.create(config);
      try {
        assertThat(caller.get(1, TimeUnit.MINUTES)).isEqualTo("CN=kafka");
      } finally {
        client.close(Duration.ZERO);
      }
    }
  }

  private static String caller(SSLServerSocket listener) throws Exception {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.setSoTimeout(60_000);
      socket.startHandshake();
      return socket.getSession().getPeerPrincipal().getName();
    }
  }

  private void furtherClients() {
    Provider before = Security.getProvider("AWSKMS");
    context(ConnectionMode.CLIENT, providers(CREATOR));
    Map<String, Object> second = with(providers(CREATOR));
    second.keySet().removeIf(name -> name.startsWith("awskms.")); // so these do not differ
    Admin.create(second).close(Duration.ZERO);
    assertThat(Security.getProvider("AWSKMS")).isSameAs(before);
    position();
  }

  private void otherSettings() {
    assertThatThrownBy(
            () ->
                context(
                    ConnectionMode.CLIENT,
                    Map.of("security.providers", CREATOR, "awskms.region", "eu-west-1")))
        .hasStackTraceContaining("registered with other settings")
        .hasStackTraceContaining("region");
  }

  private void closed() throws Exception {
    KmsProvider before = (KmsProvider) Objects.requireNonNull(Security.getProvider("AWSKMS"));
    before.close();
    Security.addProvider(before); // closing takes it out; who registers it again has a closed one
    engines("TLSv1.3");
    assertThat(Security.getProvider("AWSKMS")).isNotSameAs(before);
    position();
  }
}
