package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TlsPeer;
import java.nio.file.Path;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java on both sides, both with their key in KMS and their certificates in a keystore file. A
 * handshake costs one Sign call a side and nothing else.
 */
@ResourceLock(ProviderPlace.LOCK)
class TlsMatrixTest {
  @TempDir static Path dir;

  private static SchemeKeys keys;

  @BeforeAll
  static void start() throws Exception {
    keys = new SchemeKeys(dir);
  }

  @AfterAll
  static void stop() {
    keys.close();
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.tls.TlsScheme#allRows")
  void handshakes(TlsScheme scheme, String protocol, ProviderPlace place, String keyManagers)
      throws Exception {
    place.with(
        keys.provider(),
        () -> {
          TlsPeer server = keys.server(scheme, keyManagers);
          TlsPeer client = keys.client(scheme, keyManagers);
          for (TlsTransport transport : TlsTransport.values()) {
            keys.clearCalls();
            Handshake.Outcome outcome =
                transport.handshake(
                    server.newContext(), client.newContext(), scheme.terms(protocol));
            outcome.assertEstablished();
            assertSession(outcome.client().established(), scheme, protocol, "CN=server");
            assertSession(outcome.server().established(), scheme, protocol, "CN=client");
            keys.assertSigned(scheme, 1, 1);
          }
        });
  }

  private static void assertSession(
      SSLSession session, TlsScheme scheme, String protocol, String peer) throws Exception {
    assertEquals(protocol, session.getProtocol());
    assertEquals(peer, session.getPeerPrincipal().getName());
    assertEquals(
        scheme.keyAlgorithm(), session.getPeerCertificates()[0].getPublicKey().getAlgorithm());
  }
}
