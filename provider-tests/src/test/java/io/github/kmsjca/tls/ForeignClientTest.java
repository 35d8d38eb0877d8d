package io.github.kmsjca.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.MutualHttps;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TlsServer;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers with their key in KMS, seen by clients that are not Java: openssl, which says by what
 * scheme the server signed, and curl. Both show a certificate of their own.
 */
@ResourceLock(ProviderPlace.LOCK)
class ForeignClientTest {
  @TempDir static Path dir;

  private static SchemeKeys keys;
  private static OpensslClient openssl;

  @BeforeAll
  static void start() throws Exception {
    keys = new SchemeKeys(dir);
    openssl = new OpensslClient(keys.ca(), dir);
  }

  @AfterAll
  static void stop() {
    keys.close();
  }

  /** The server is one of SSLSockets; the client demands the scheme. */
  @ParameterizedTest
  @MethodSource("io.github.kmsjca.tls.TlsScheme#someRows")
  void openssl(TlsScheme scheme, String protocol, ProviderPlace place, String keyManagers)
      throws Exception {
    place.with(
        keys.provider(),
        () -> {
          SSLContext context = keys.server(scheme, keyManagers).newContext();
          try (TlsServer server = TlsServer.start(context)) {
            keys.clearCalls();
            Command.Result seen = openssl.connect(server.port(), protocol, scheme.ianaName());
            assertEquals(0, seen.exitCode(), seen::output);
            assertThat(seen.output())
                .contains("New, " + protocol + ", Cipher is ")
                .contains("Verify return code: 0 (ok)")
                .contains(OpensslClient.NAME)
                .matches(scheme.inOpenssl());
            assertEquals(protocol, server.next().established().getProtocol());
            keys.assertSigned(scheme, 1, 0);
          }
        });
  }

  /** The server is one of SSLEngines, and decides on the scheme. */
  @ParameterizedTest
  @MethodSource("io.github.kmsjca.tls.TlsScheme#someRows")
  void curl(TlsScheme scheme, String protocol, ProviderPlace place, String keyManagers)
      throws Exception {
    place.with(
        keys.provider(),
        () -> {
          SSLContext context = keys.server(scheme, keyManagers).newContext();
          try (MutualHttps server = MutualHttps.start(context, scheme.terms(protocol)::apply)) {
            keys.clearCalls();
            Command.Result seen =
                Command.run(
                    List.of(
                        "curl",
                        "--silent",
                        "--show-error",
                        "--fail",
                        "--noproxy",
                        "*",
                        "--cacert",
                        openssl.authority().toString(),
                        "--cert",
                        openssl.identity().toString(),
                        server.uri().toString()));
            assertEquals(0, seen.exitCode(), seen::output);
            assertEquals(OpensslClient.NAME, seen.output());
            assertEquals(protocol, server.lastSession().getProtocol());
            keys.assertSigned(scheme, 1, 0);
          }
        });
  }
}
