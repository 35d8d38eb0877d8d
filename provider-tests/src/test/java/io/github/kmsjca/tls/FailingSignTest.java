package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.localkms.Faults;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TlsPeer;
import java.nio.file.Path;
import java.security.Provider;
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
 * KMS refuses to sign in the middle of a handshake: this one ends with an alert, on both sides, and
 * leaves nothing behind that could hurt the next.
 */
@ResourceLock(ProviderPlace.LOCK)
class FailingSignTest {
  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Provider provider;

  @BeforeAll
  static void start() {
    identities = new KmsIdentities();
    provider = identities.kms().provider();
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  static Stream<Arguments> cases() {
    return Stream.of("PKIX", "SunX509")
        .flatMap(
            keyManagers ->
                Stream.of("ECC_NIST_P256", "RSA_2048")
                    .flatMap(
                        spec ->
                            Stream.of("TLSv1.3", "TLSv1.2")
                                .map(tls -> Arguments.of(keyManagers, spec, tls))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theHandshakeFailsAndTheNextOneWorks(String keyManagers, String spec, String protocol)
      throws Exception {
    String alias = String.join("-", keyManagers, spec, protocol.replace('.', '_'));
    Path file =
        new KeyStoreText()
            .key(alias, identities.createCertified(alias, spec))
            .write(dir.resolve(alias));
    Faults faults = identities.kms().local().faults();
    ProviderPlace.LAST.with(
        provider,
        () -> {
          TlsPeer peer = TlsPeer.of(KeyStoreText.load(file), keyManagers, identities.ca());
          Handshake.run(peer, peer, protocol).assertEstablished();

          identities.kms().local().calls().clear();
          faults.next("Sign", Fault.throttle(), Fault.throttle()); // the call and its one retry
          Handshake.Outcome throttled = Handshake.run(peer, peer, protocol);
          assertSays(throttled.server(), "KMS throttled the call");
          assertAlert(throttled.client());
          assertEquals(2, identities.kms().local().calls().count());
          Handshake.run(peer, peer, protocol).assertEstablished();

          faults.next("Sign", Fault.accessDenied());
          Handshake.Outcome denied = Handshake.run(peer, peer, protocol);
          assertSays(denied.server(), "access was denied");
          assertAlert(denied.client());
          Handshake.run(peer, peer, protocol).assertEstablished();

          faults.next("Sign", Fault.pass(), Fault.accessDenied()); // the client signs second
          Handshake.Outcome deniedClient = Handshake.run(peer, peer, protocol);
          assertSays(deniedClient.client(), "access was denied");
          assertAlert(deniedClient.server());
          Handshake.run(peer, peer, protocol).assertEstablished();
        });
  }

  /** The side whose key it is finds the reason, key and advice in its log. */
  private static void assertSays(Handshake.End end, String what) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = end.failed(); t != null; t = t.getCause()) {
      all.append(t).append('\n');
    }
    assertTrue(all.toString().contains(what), all::toString);
    assertTrue(all.toString().contains("arn:aws:kms:"), all::toString);
  }

  /** The other side learns no more than that it failed; which alert is the JDK's choice. */
  private static void assertAlert(Handshake.End end) {
    SSLException e = assertInstanceOf(SSLException.class, end.failed(), end::toString);
    assertTrue(
        e.getMessage().matches("(?s).*Received fatal alert: (handshake_failure|internal_error).*"),
        e::toString);
  }
}
