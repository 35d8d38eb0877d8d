package io.github.kmsjca.programs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.testkit.MutualHttps;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TlsPeer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that are configured by system properties alone. */
class DefaultContextTest {
  private static final int CLIENTS = 3;

  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static final List<MutualHttps> SERVERS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    TestCa ca = HOST.identities().ca();
    SSLContext tls = TlsPeer.of(ca.softwareIdentity("server"), "PKIX", ca).newContext();
    for (int i = 0; i < CLIENTS; i++) {
      SERVERS.add(MutualHttps.start(tls));
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.forEach(MutualHttps::close);
  }

  private static String[] servers() {
    return SERVERS.stream().map(server -> server.uri().toString()).toArray(String[]::new);
  }

  private static List<String> options(String keyStore) {
    List<String> options =
        new ArrayList<>(
            Guide.block("tls.md", "By system properties alone", "sh")
                .with("app.kms", keyStore)
                .words("-Djavax.net.ssl."));
    options.add("-Djavax.net.ssl.trustStore=trust.p12");
    options.add("-Djavax.net.ssl.trustStorePassword=" + TestCa.PASSWORD);
    return options;
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void threeClients(Installation way) throws Exception {
    String keyStore = way == Installation.FIRST_BY_CODE ? "ec.kms" : "rsa.kms";
    ProgramHost.Run run =
        HOST.run(way, options(keyStore), DefaultContextProgram.class, servers()).succeeded();
    assertThat(run.output())
        .contains(
            """
            java.net.http: CN=localhost
            HttpsURLConnection: CN=localhost
            HttpClient 5: CN=localhost
            """);
    Clients.JAVA_NET_HTTP.assertCosts(run.calls(), CLIENTS);
  }

  @Test
  void theLogSaysWhyAKeyIsNotUsed() throws Exception {
    ProgramHost.Run run =
        HOST.runWithDisabledKey(
            "ec", Installation.usual(), options("ec.kms"), DefaultContextProgram.class, servers());
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("KeyStore entry 'web'", "is disabled");
    Clients.JAVA_NET_HTTP.assertCosts(run.calls(), 0);
  }
}
