package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The other end shows a certificate of its own making, as a proxy does that inspects TLS. */
class UntrustedTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @Test
  void isToldAndNotTriedAgain() throws Exception {
    AtomicInteger handshakes = new AtomicInteger();
    HttpsServer server =
        server(
            selfSigned(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), handshakes);
    try {
      String endpoint = "https://localhost:" + server.getAddress().getPort();
      UnrecoverableKeyException e =
          UnreachableTest.failure(
              UnreachableTest.provider(
                  endpoint, "maxAttempts", "4", "attemptTimeout", "10s", "callTimeout", "20s"),
              "web");
      assertEquals("UNTRUSTED", Explanation.row(e));
      Explanation.assertExplains(
          e,
          "KMS's certificate is not trusted",
          "PKIX",
          "TLS-inspecting proxy",
          "javax.net.ssl.trustStore",
          endpoint,
          "1 attempt in ");
      assertEquals(1, handshakes.get());
    } finally {
      server.stop(0);
    }
  }

  @TestFactory
  Stream<DynamicTest> aCertificateOfAnotherHostIsToldToo(@TempDir Path folder) throws Exception {
    TestCa ca = new TestCa();
    SSLContext context = context(ca.softwareIdentity("kms"));
    HttpsServer server = server(context, new InetSocketAddress("0.0.0.0", 0), new AtomicInteger());
    try {
      int port = server.getAddress().getPort();
      return Report.tests(
          new ForkedJvm(WrongHostProbe.class)
              .property("javax.net.ssl.trustStore", ca.writeTrustStore(folder.resolve("trust.p12")))
              .property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD)
              .property("aws.accessKeyId", "AKIDLOCALKMS")
              .property("aws.secretAccessKey", "local-kms")
              .run("https://127.0.0.2:" + port, "https://127.0.0.1:" + port));
    } finally {
      server.stop(0);
    }
  }

  /** Another failure of TLS is one of the way, as it was. */
  @Test
  void aPlainPortIsNot() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  try (Socket socket = plain.accept()) {
                    socket
                        .getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                  } catch (IOException closed) {
                    return;
                  }
                }
              });
      thread.setDaemon(true);
      thread.start();
      UnrecoverableKeyException e =
          UnreachableTest.failure(
              UnreachableTest.provider(
                  "https://localhost:" + plain.getLocalPort(), "attemptTimeout", "10s"),
              "web");
      assertEquals("UNREACHABLE", Explanation.row(e));
      assertThat(e).hasMessageContaining("SSL");
    }
  }

  private static HttpsServer server(
      SSLContext context, InetSocketAddress address, AtomicInteger handshakes) throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            handshakes.incrementAndGet();
            parameters.setSSLParameters(context.getDefaultSSLParameters());
          }
        });
    server.start();
    return server;
  }

  private static SSLContext selfSigned() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    X500Principal name = new X500Principal("CN=localhost");
    Instant now = Instant.now();
    Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        name,
                        pair.getPublic())
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", pair.getPrivate(), PASSWORD, new Certificate[] {certificate});
    return context(store);
  }

  private static SSLContext context(KeyStore store) throws Exception {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
