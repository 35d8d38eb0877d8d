package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TlsPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * KMS cannot be reached while key managers are made. The rule: such an entry still is a key entry,
 * so whoever needs the key at once is told what is wrong, and whoever asks later gets it later.
 */
@ResourceLock(ProviderPlace.LOCK)
class UnreachableKmsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Path file;

  @BeforeAll
  static void start() throws Exception {
    identities = new KmsIdentities();
    file =
        new KeyStoreText()
            .key("web", identities.createCertified("web", "ECC_NIST_P256"))
            .write(dir.resolve("keystore"));
  }

  @AfterEach
  void repair() {
    identities.kms().local().faults().clear();
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  /** It takes all keys when it is made, and would else run for ever without one. */
  @Test
  void sunX509SaysSoWhenItIsMadeAndCanBeMadeLater() throws Exception {
    ProviderPlace.FIRST.with(
        identities.kms().provider(),
        () -> {
          KeyStore keyStore = KeyStoreText.load(file);
          identities.kms().local().faults().always("*", Fault.dropConnection());
          UnrecoverableKeyException e =
              assertThrows(
                  UnrecoverableKeyException.class,
                  () -> TlsPeer.of(keyStore, "SunX509", identities.ca()));
          assertTrue(e.getMessage().contains("'web'"), e.getMessage());
          assertTrue(e.getMessage().contains("KMS could not be reached"), e.getMessage());

          identities.kms().local().faults().clear();
          TlsPeer peer = eventually(() -> TlsPeer.of(keyStore, "SunX509", identities.ca()));
          Handshake.run(peer, peer, "TLSv1.3").assertEstablished();
        });
  }

  /** It asks for keys at each handshake, so those fail, cleanly, until KMS is back. */
  @Test
  void pkixIsMadeAndWorksOnceKmsIsBack() throws Exception {
    ProviderPlace.FIRST.with(
        identities.kms().provider(),
        () -> {
          identities.kms().local().faults().always("*", Fault.dropConnection());
          TlsPeer peer = TlsPeer.of(KeyStoreText.load(file), "PKIX", identities.ca());
          Handshake.Outcome without = Handshake.run(peer, peer, "TLSv1.3");
          assertTrue(without.server().failed() instanceof IOException, without::toString);
          String seen = String.valueOf(without.client().failed().getMessage());
          assertTrue(seen.contains("Received fatal alert: handshake_failure"), seen);

          identities.kms().local().faults().clear();
          eventually(
              () -> {
                Handshake.Outcome outcome = Handshake.run(peer, peer, "TLSv1.3");
                outcome.assertEstablished();
                return outcome;
              });
        });
  }

  /** Nothing listens at all: the error names the endpoint's trouble, not some key format. */
  @Test
  void aClosedPortIsNamed() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ProviderPlace.FIRST.with(
        identities.kms().provider("endpoint", "http://127.0.0.1:" + port),
        () -> {
          KeyStore keyStore = KeyStoreText.load(file);
          UnrecoverableKeyException e =
              assertThrows(
                  UnrecoverableKeyException.class,
                  () -> TlsPeer.of(keyStore, "SunX509", identities.ca()));
          assertTrue(e.getMessage().contains("KMS could not be reached"), e.getMessage());
        });
  }

  /** A failure is remembered for a moment, by the system's clock, so it takes that moment. */
  private static <T> T eventually(Callable<T> attempt) throws Exception {
    long start = System.nanoTime();
    while (true) {
      try {
        return attempt.call();
      } catch (Exception | AssertionError e) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          return Assertions.fail("not within " + PATIENCE, e);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }
}
