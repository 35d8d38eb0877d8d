package io.github.kmsjca.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TlsServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client accepts only what the server's key cannot do. It gets an alert, KMS gets no call, and
 * the server goes on serving others.
 */
@ResourceLock(ProviderPlace.LOCK)
class DemandedSchemeTest {
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

  /** What a client demands in vain. The certificates' own scheme is always among it. */
  private record Demand(TlsScheme key, String protocol, String schemes, List<String> options) {
    Demand(TlsScheme key, String protocol, String schemes, String... options) {
      this(key, protocol, schemes, List.of(options));
    }
  }

  static Stream<Arguments> demands() {
    List<Demand> demands =
        List.of(
            new Demand(TlsScheme.RSA_PSS_RSAE_SHA256, "TLSv1.3", "ed25519"),
            new Demand(TlsScheme.RSA_PSS_RSAE_SHA256, "TLSv1.3", "rsa_pss_pss_sha256"),
            new Demand(TlsScheme.RSA_PSS_RSAE_SHA256, "TLSv1.2", "ed25519"),
            // The JDK has it, and KMS has not.
            new Demand(
                TlsScheme.RSA_PSS_RSAE_SHA256,
                "TLSv1.2",
                "RSA+SHA1",
                "-cipher",
                "ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"),
            // The server would decrypt instead of sign. JDK 17 still offers it.
            new Demand(
                TlsScheme.RSA_PSS_RSAE_SHA256,
                "TLSv1.2",
                "rsa_pss_rsae_sha256",
                "-cipher",
                "AES128-GCM-SHA256"),
            new Demand(TlsScheme.RSA_PSS_PSS_SHA256, "TLSv1.3", "rsa_pss_rsae_sha256"),
            new Demand(TlsScheme.ECDSA_SECP384R1_SHA384, "TLSv1.3", "rsa_pss_rsae_sha256"),
            new Demand(TlsScheme.ECDSA_SECP521R1_SHA512, "TLSv1.3", "ecdsa_secp384r1_sha384"),
            new Demand(TlsScheme.ED25519, "TLSv1.3", "rsa_pss_rsae_sha256"),
            new Demand(TlsScheme.ED25519, "TLSv1.2", "rsa_pss_rsae_sha256"));
    List<Arguments> rows = new ArrayList<>();
    for (Demand demand : demands) {
      rows.add(Arguments.of(demand, ProviderPlace.FIRST, "PKIX"));
      rows.add(Arguments.of(demand, ProviderPlace.LAST, "SunX509"));
    }
    return rows.stream();
  }

  @ParameterizedTest
  @MethodSource("demands")
  void isRefused(Demand demand, ProviderPlace place, String keyManagers) throws Exception {
    TlsScheme scheme = demand.key();
    place.with(
        keys.provider(),
        () -> {
          try (TlsServer server = TlsServer.start(keys.server(scheme, keyManagers).newContext())) {
            keys.clearCalls();
            Command.Result refused =
                openssl.connect(
                    server.port(),
                    demand.protocol(),
                    demand.schemes(),
                    demand.options().toArray(String[]::new));
            assertNotEquals(0, refused.exitCode(), refused::output);
            assertThat(refused.output()).contains("alert");
            assertInstanceOf(SSLException.class, server.next().failed());
            keys.assertSigned(scheme, 0, 0);

            Command.Result served =
                openssl.connect(server.port(), demand.protocol(), scheme.ianaName());
            assertEquals(0, served.exitCode(), served::output);
            assertThat(served.output()).contains(OpensslClient.NAME);
            server.next().established();
          }
        });
  }
}
