package io.github.kmsjca.programs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.MutualTls;
import io.github.kmsjca.programs.Program;
import io.github.kmsjca.programs.Refusal;
import io.github.kmsjca.testkit.MutualHttps;
import io.github.kmsjca.testkit.TestCa;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that are given the keystore file, or an SSLContext of it. */
class HttpClientsTest {
  private static final String PASSWORD = TestCa.PASSWORD;

  @TempDir static Path folder;

  private static MutualHttps server;
  private static Path trust;

  /** A client; each makes one connection, gets whom the server took it for, and ends. */
  enum Client {
    APACHE(Clients.APACHE_HTTP_CLIENT) {
      @Override
      String get(URI uri, Path app) throws Exception {
        // guide: tls-libraries.md
        SSLContext context =
            SSLContextBuilder.create()
                .loadTrustMaterial(
                    trust, PASSWORD.toCharArray()) // before the type, which would be its as well
                .setKeyStoreType("AWSKMS")
                .loadKeyMaterial(app, new char[0], new char[0])
                .build();
        // end of guide
        try (CloseableHttpClient client =
            HttpClients.custom()
                .setConnectionManager(
                    PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(context))
                        .build())
                .build()) {
          return client.execute(
              new HttpGet(uri), response -> EntityUtils.toString(response.getEntity()));
        }
      }
    },
    OK_HTTP(Clients.OK_HTTP) {
      @Override
      String get(URI uri, Path app) throws Exception {
        KeyManagerFactory managers = MutualTls.managers(app);
        TrustManagerFactory anchors = MutualTls.anchors();
        // guide: tls-libraries.md
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), anchors.getTrustManagers(), null);
        OkHttpClient client =
            new OkHttpClient.Builder()
                .sslSocketFactory(
                    context.getSocketFactory(), (X509TrustManager) anchors.getTrustManagers()[0])
                .build();
        // end of guide
        try (Response response =
            client.newCall(new Request.Builder().url(uri.toURL()).build()).execute()) {
          return response.body().string();
        } finally {
          client.connectionPool().evictAll();
        }
      }
    },
    JETTY(Clients.JETTY_CLIENT) {
      @Override
      String get(URI uri, Path app) throws Exception {
        // guide: tls-libraries.md
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setKeyStoreType("AWSKMS");
        tls.setKeyStorePath(app.toString());
        tls.setTrustStoreType("PKCS12"); // else it is the key store's
        tls.setTrustStorePath(trust.toString());
        tls.setTrustStorePassword(PASSWORD);
        // end of guide
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        HttpClient client = new HttpClient(new HttpClientTransportDynamic(connector));
        client.start();
        try {
          return client.GET(uri).getContentAsString();
        } finally {
          client.stop();
        }
      }
    };

    @SuppressWarnings("ImmutableEnumChecker") // a constant
    private final Program program;

    Client(Program program) {
      this.program = program;
    }

    abstract String get(URI uri, Path app) throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    trust = LibraryHost.identities().ca().writeTrustStore(folder.resolve("trust.p12"));
    server = MutualHttps.start(MutualTls.software());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void authenticates(Client client) throws Exception {
    for (String key : new String[] {"ecc-nist-p256", "rsa-2048"}) {
      Path app = LibraryHost.keyStoreFile(folder, key);
      client.program.assertCosts(
          LibraryHost.calls(() -> assertThat(client.get(server.uri(), app)).isEqualTo("CN=Test")),
          1);
    }
  }

  /** JSSE passes over the entry, and the server misses a certificate. */
  @ParameterizedTest
  @EnumSource
  void theLogSaysWhyAKeyIsNotUsed(Client client) throws Exception {
    Path app = LibraryHost.keyStoreFile(folder, "ecc-nist-p384");
    LibraryHost.whileDisabled(
        "ecc-nist-p384",
        () ->
            assertThat(Refusal.of(() -> client.get(server.uri(), app)).log())
                .contains("KeyStore entry 'ecc-nist-p384'", "is disabled"));
  }
}
