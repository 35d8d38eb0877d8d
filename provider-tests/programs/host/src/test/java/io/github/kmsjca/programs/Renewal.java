package io.github.kmsjca.programs;

import io.github.kmsjca.testkit.Action;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * The rows of the table of renewals in the guide {@code tls.md}: how a server that runs gets to
 * know that its keystore file was replaced, and how soon. Each is held to its row by a test under
 * load.
 */
public enum Renewal {
  // servers
  KEY_MANAGERS(
      "own code, key managers `PKIX`, setting `certificates` and `load(null, null)`",
      "by itself, at a handshake",
      "within 10 seconds",
      Duration.ofSeconds(10)),
  TOMCAT(
      "[Tomcat](application-servers.md#tomcat-standalone)",
      "`sslReload` of the manager application, or `reloadSslHostConfigs()`, by JMX for instance",
      "at once",
      Duration.ZERO),
  JETTY(
      "[Jetty](application-servers.md#jetty)",
      "`KeyStoreScanner`",
      "twice its interval",
      Duration.ofSeconds(2)),
  UNDERTOW(
      "[Undertow](application-servers.md#undertow), and own code with key managers `SunX509`, or a"
          + " store loaded from a stream",
      "load the store and make the `SSLContext` again, for `ListenerInfo.setSslContext`",
      "at once",
      Duration.ZERO),
  NETTY(
      "[Netty](tls-libraries.md#netty), JDK engine",
      "key managers `PKIX`, as in own code",
      "within 10 seconds",
      Duration.ofSeconds(10)),
  NETTY_OPENSSL(
      "[Netty](tls-libraries.md#netty), OpenSSL engine, or a key by itself",
      "make the `SslContext` again, which the channel initializer takes for the next connection",
      "at once",
      Duration.ZERO),
  VERTX(
      "[Vert.x](tls-libraries.md#vertx)",
      "`updateSSLOptions(options, true)` of the server",
      "at once",
      Duration.ZERO),

  // Spring Boot
  SPRING_BOOT(
      "[Spring Boot](spring-boot.md#ssl-bundles)",
      "`reload-on-update=true` of an SSL bundle",
      "the bundles' quiet period, 10 seconds if not set",
      Duration.ofSeconds(1));

  static final List<String> COLUMNS =
      List.of("Program", "How it sees a new certificate", "How soon");

  /** What a busy machine may add to what the row says. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final String title;
  private final String how;
  private final String soon;
  private final Duration limit;

  /** Afterwards, to see that all is well. */
  private static final int VISITS = 20;

  /**
   * A row.
   *
   * @param soon how soon all visitors see it, as the reader has to know it
   * @param limit what that comes to in the test; zero: any visit after the trigger sees it
   */
  Renewal(String title, String how, String soon, Duration limit) {
    this.title = title;
    this.how = how;
    this.soon = soon;
    this.limit = limit;
  }

  /** What all visitors are to see, and since when. */
  public record Replacement(X509Certificate certificate, long nanoTime) {}

  /**
   * Replaces a file at once, as {@code mv} does.
   *
   * @param next it is gone afterwards
   */
  public static Replacement replace(Path file, Path next)
      throws GeneralSecurityException, IOException {
    X509Certificate expected = leaf(next);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new Replacement(expected, System.nanoTime());
  }

  /**
   * Replaces a file, tells the server to look, and holds it to this row.
   *
   * @param trigger tells the server, and does nothing if it looks by itself
   */
  public void renew(Load load, Path file, Path next, Action trigger) throws Exception {
    load.requireNone();
    Replacement replacement = replace(file, next);
    trigger.run();
    assertSeen(load, replacement);
  }

  /**
   * Fails unless all visitors see the new certificate in the time that the row says, and from then
   * on no other.
   */
  public void assertSeen(Load load, Replacement replacement) throws InterruptedException {
    if (!limit.isZero()) {
      load.until(replacement.certificate());
      Duration waited = Duration.ofNanos(System.nanoTime() - replacement.nanoTime());
      if (waited.compareTo(limit.plus(GRACE)) > 0) {
        throw new AssertionError(this + " showed the new certificate only after " + waited);
      }
    }
    load.require(replacement.certificate(), VISITS);
  }

  private static X509Certificate leaf(Path keyStore) throws GeneralSecurityException, IOException {
    try (InputStream in = new FileInputStream(keyStore.toFile())) {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509", "SUN").generateCertificate(in);
    }
  }

  /** The cells of the row, in the order of {@link #COLUMNS}. */
  String[] cells() {
    return new String[] {title, how, soon};
  }
}
